import { createHash } from 'node:crypto';
import { DateTime } from 'luxon';
import type { HttpDataset, HttpSourceConfig } from '../../../../libs/contracts/metrics/source-config.js';
import { Problem } from '../../../../libs/platform/http/index.js';
import type { SourceEnvironment } from '../config.js';
import { canonical, type SourceRow, valueAt } from '../mapping/row.js';
import type { AllowList } from './allow-list.js';
import { resolveReference } from './environment.js';
import { getJson, type JsonReply } from './http-get.js';
import { firstPage, nextPage } from './paging.js';
import type { Delivery, Period, SourceConnector, SourceTotal } from './port.js';
import { type RetryOptions, withRetries } from './retry.js';
import { sourceTotal } from './total.js';

export interface HttpConnectorOptions {
  readonly environment: SourceEnvironment;
  readonly allowList: AllowList;
  /** Of the company: what `{fromInstant}` means. */
  readonly zone: string;
  readonly retry?: Pick<RetryOptions, 'firstDelayMs' | 'random'>;
}

export class HttpConnector implements SourceConnector {
  constructor(
    private readonly config: HttpSourceConfig,
    private readonly options: HttpConnectorOptions,
  ) {}

  fetch(period: Period): Delivery {
    const totals: SourceTotal[] = [];
    return { rows: this.rows(period, totals), totals: () => totals };
  }

  private async *rows(period: Period, totals: SourceTotal[]): AsyncGenerator<SourceRow> {
    for (const dataset of this.config.datasets) yield* this.rowsOf(dataset, period, totals);
  }

  private async *rowsOf(dataset: HttpDataset, period: Period, totals: SourceTotal[]): AsyncGenerator<SourceRow> {
    const { datasetId } = dataset;
    const first = firstPage(this.addressOf(dataset, period), dataset);
    const seenPages = new Set<string>();
    const seenContents = new Set<string>();
    let rowNo = 0;
    for (let url: URL | null = first, pages = 1; url !== null; pages += 1) {
      if (pages > this.config.maxPages || seenPages.has(url.href)) throw endless(datasetId, pages);
      seenPages.add(url.href);
      const reply: JsonReply = await this.get(url);
      const items = itemsOf(reply, dataset);
      if (pages === 1) totals.push(...totalsOf(reply, dataset));
      const next = nextPage(url, reply, items.length, dataset);
      if (next !== null) refuseRepeatedPage(items, seenContents, datasetId, pages);
      for (const raw of items) {
        rowNo += 1;
        yield { datasetId, rowNo, raw };
      }
      if (next !== null && next.origin !== first.origin) throw elsewhere(datasetId, next);
      url = next;
    }
  }

  private addressOf({ path, query }: HttpDataset, { from, to }: Period): URL {
    const { environment, zone } = this.options;
    const midnight = (day: string): string =>
      DateTime.fromISO(day, { zone }).toUTC().toISO({ suppressMilliseconds: true }) ?? day;
    const words: Record<string, string> = {
      from,
      to,
      toInclusive: DateTime.fromISO(to, { zone: 'utc' }).minus({ days: 1 }).toFormat('yyyy-MM-dd'),
      fromInstant: midnight(from),
      toInstant: midnight(to),
    };
    const base = resolveReference(this.config.baseUrl, environment).replace(/\/$/, '');
    const url = new URL(`${base}${path}`);
    for (const [name, value] of Object.entries(query)) {
      url.searchParams.set(
        name,
        value.replace(/\{(\w+)\}/g, (text, word: string) => words[word] ?? text),
      );
    }
    return url;
  }

  private get(url: URL): Promise<JsonReply> {
    const { maxAttempts, timeoutMs } = this.config;
    return withRetries(
      async () => {
        const pinned = await this.options.allowList.pin(url);
        return getJson({ url, pinned, authorization: this.authorization(), timeoutMs });
      },
      { maxAttempts, ...this.options.retry },
    );
  }

  private authorization(): string | null {
    const { auth } = this.config;
    const { environment } = this.options;
    switch (auth.type) {
      case 'none':
        return null;
      case 'bearer':
        return `Bearer ${resolveReference(auth.token, environment)}`;
      case 'basic': {
        const login = `${resolveReference(auth.username, environment)}:${resolveReference(auth.password, environment)}`;
        return `Basic ${Buffer.from(login).toString('base64')}`;
      }
    }
  }
}

function itemsOf(reply: JsonReply, { datasetId, itemsPath }: HttpDataset): Record<string, unknown>[] {
  const items = valueAt(reply.body, itemsPath);
  const isRow = (item: unknown): item is Record<string, unknown> =>
    typeof item === 'object' && item !== null && !Array.isArray(item);
  if (Array.isArray(items) && items.every(isRow)) return items;
  throw new Problem(
    422,
    'source.reply_unexpected',
    `The answer for ${datasetId} has no list of rows at "${itemsPath}"; check the dataset's itemsPath.`,
    { datasetId, itemsPath },
  );
}

function totalsOf(reply: JsonReply, { datasetId, totals = {} }: HttpDataset): SourceTotal[] {
  return Object.entries(totals).map(([measure, path]) => sourceTotal(datasetId, measure, valueAt(reply.body, path)));
}

/** A server that does not know the paging parameter answers the first page for ever. */
function refuseRepeatedPage(items: readonly unknown[], seen: Set<string>, datasetId: string, pages: number): void {
  const content = createHash('sha256').update(canonical(items)).digest('hex');
  if (items.length > 0 && seen.has(content)) throw endless(datasetId, pages);
  seen.add(content);
}

const endless = (datasetId: string, pages: number): Problem =>
  new Problem(
    422,
    'source.pages_repeat',
    `The pages of ${datasetId} repeat or do not end (page ${pages}); check how the source pages.`,
    {
      datasetId,
      pages,
    },
  );

const elsewhere = (datasetId: string, next: URL): Problem =>
  new Problem(
    422,
    'source.page_elsewhere',
    `The next page of ${datasetId} is at another host (${next.host}); pages of one source stay on its host.`,
    {
      datasetId,
      host: next.host,
    },
  );
