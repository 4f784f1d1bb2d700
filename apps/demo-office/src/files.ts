import { organisationFile } from './company/organisation-file.js';
import { people } from './company/people.js';
import { staff } from './company/staff.js';
import { oaOf } from './office/oa.js';
import type { OfficeSystem } from './office/records.js';
import { ticketsOf } from './office/tickets.js';
import { formsOf, lateFollowUp } from './surveys/answers.js';
import { surveyFile } from './surveys/files.js';
import type { Form } from './surveys/forms.js';

export interface GeneratedFile {
  /** Below the office's folder. */
  readonly path: string;
  readonly content: Buffer;
  readonly counts: readonly (readonly [what: string, rows: number])[];
}

/** Every file of the demo company's office, always the same bytes for the same seed. */
export async function filesOf(seed: number): Promise<GeneratedFile[]> {
  return [
    {
      path: 'organisation.xlsx',
      content: await organisationFile(),
      counts: [['people', people.length + staff.length]],
    },
    officeFile('oa.json', oaOf(seed)),
    officeFile('tickets.json', ticketsOf(seed)),
    ...(await Promise.all(formsOf(seed).map((form) => formFile('surveys', form)))),
    await formFile('late', lateFollowUp),
  ];
}

const officeFile = (path: string, system: OfficeSystem): GeneratedFile => ({
  path,
  content: Buffer.from(JSON.stringify(system)),
  counts: system.collections.map((collection) => [collection.name, collection.records.length]),
});

async function formFile(folder: string, form: Form): Promise<GeneratedFile> {
  const file = await surveyFile(form);
  return { path: `${folder}/${file.name}`, content: file.content, counts: [['answers', form.rows.length]] };
}
