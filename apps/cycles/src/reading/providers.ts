import type { Provider } from '@nestjs/common';
import { AppraisalsReading } from './appraisals-reading.js';
import { CyclesReading } from './cycles-reading.js';
import { DocumentsReading } from './documents-reading.js';
import { HomeReading } from './home-reading.js';
import { PackReading } from './pack/pack-reading.js';
import { TasksReading } from './tasks-reading.js';

/** They ask for RECORD_PORTS alone. */
export const readingProviders: Provider[] = [
  CyclesReading,
  TasksReading,
  AppraisalsReading,
  DocumentsReading,
  HomeReading,
  PackReading,
];
