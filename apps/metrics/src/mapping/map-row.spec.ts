import { rowMapping } from '../../../../libs/contracts/metrics/source-config.js';
import { columnsRead } from './columns.js';
import { type MappedRow, mapRow } from './map-row.js';

const zone = 'Asia/Shanghai';
const inputs = new Set(['sales_amount', 'tickets_received', 'tickets_resolved', 'response_hours', 'customer_score']);

const tickets = rowMapping.parse({
  rowKey: ['ticket_no'],
  employeeCode: 'agent',
  occurredOn: { column: 'opened_at', as: 'instant' },
  only: { not: { column: 'status', equals: 'draft' } },
  observations: [
    { input: 'tickets_received', value: { constant: '1' }, whole: true },
    {
      input: 'tickets_resolved',
      value: {
        when: { from: 'opened_at', to: 'solved_at', withinHours: '48' },
        is: { constant: '1' },
        otherwise: { constant: '0' },
      },
    },
    {
      input: 'response_hours',
      value: { hoursBetween: { from: 'opened_at', to: 'answered_at' } },
      when: { column: 'answered_at', empty: false },
    },
  ],
});
const ticket = {
  ticket_no: 'T1',
  agent: ' e0007 ',
  opened_at: '2026-10-31T17:30:00Z',
  answered_at: '2026-10-31T18:50:00Z',
  solved_at: null,
  status: 'open',
};
const mapTicket = (change: Record<string, unknown>): MappedRow | null =>
  mapRow({ ...ticket, ...change }, { mapping: tickets, inputs, zone });

const single = (observation: Record<string, unknown>) =>
  rowMapping.parse({
    rowKey: ['no'],
    employeeCode: 'code',
    occurredOn: { column: 'day', as: 'date' },
    observations: [observation],
  });
const mapSingle = (observation: Record<string, unknown>, row: Record<string, unknown>): MappedRow | null =>
  mapRow({ no: '1', code: 'E1', day: '2026-10-05', ...row }, { mapping: single(observation), inputs, zone });
const heldReason = (observation: Record<string, unknown>, row: Record<string, unknown>): string | undefined =>
  mapSingle(observation, row)?.held?.reason;

describe('a row of a source', () => {
  it('becomes all observations of its mapping, counted on the day of the company’s zone', () => {
    expect(mapTicket({})).toEqual({
      rowKey: 'T1',
      employeeCode: 'E0007',
      occurredOn: '2026-11-01',
      values: [
        { inputId: 'tickets_received', value: '1' },
        { inputId: 'tickets_resolved', value: '0' },
        { inputId: 'response_hours', value: '1.333333' },
      ],
      held: null,
    });
  });

  it('gives no observation whose condition does not hold', () => {
    expect(mapTicket({ answered_at: null })?.values.map((value) => value.inputId)).toEqual([
      'tickets_received',
      'tickets_resolved',
    ]);
  });

  it('counts a promise as kept up to its last moment', () => {
    const resolved = (solved_at: string): string | undefined => mapTicket({ solved_at })?.values[1]?.value;
    expect(resolved('2026-11-02T17:30:00Z')).toBe('1');
    expect(resolved('2026-11-02T17:30:01Z')).toBe('0');
  });

  it('is left out when it is not the dataset’s business', () => {
    expect(mapTicket({ status: 'draft' })).toBeNull();
  });

  it('takes a time without zone as the company’s', () => {
    expect(mapTicket({ opened_at: '2026-10-31 23:59:59', answered_at: null })?.occurredOn).toBe('2026-10-31');
  });

  it('is held with what was seen when it does not fit, and still says what it would have counted', () => {
    const mapped = mapTicket({ answered_at: 'yesterday' });
    expect(mapped?.held).toEqual({ reason: 'not_a_time', detail: { column: 'answered_at', seen: 'yesterday' } });
    expect(mapped?.values).toHaveLength(2);
  });

  it.each([
    ['1,234.00', 'not_a_number'],
    ['12%', 'not_a_number'],
    ['１２', 'not_a_number'],
    ['NaN', 'not_a_number'],
    ['1e5', 'not_a_number'],
    ['', 'missing_value'],
    ['-1', 'negative_not_allowed'],
    [0.1 + 0.2, 'imprecise_number'],
    [2 ** 60, 'imprecise_number'],
  ])('is held when its amount is %p: %s', (amount, reason) => {
    expect(heldReason({ input: 'sales_amount', value: { column: 'amount' } }, { amount })).toBe(reason);
  });

  it('may give a negative amount where the mapping says so', () => {
    const mapped = mapSingle({ input: 'sales_amount', value: { column: 'amount' }, min: null }, { amount: '-12.50' });
    expect(mapped?.values).toEqual([{ inputId: 'sales_amount', value: '-12.5' }]);
  });

  it.each([
    [{ max: '100' }, '100.5', 'out_of_range'],
    [{ min: '-5' }, '-6', 'out_of_range'],
    [{ whole: true }, '2.5', 'not_whole'],
  ])('is held outside the bounds %p: %s', (bounds, amount, reason) => {
    expect(heldReason({ input: 'customer_score', value: { column: 'amount' }, ...bounds }, { amount })).toBe(reason);
  });

  it('turns choices of a questionnaire into their numbers and holds any other text', () => {
    const value = { choice: { column: 'answer', values: { 滿意: '100', 一般: '60' } } };
    expect(mapSingle({ input: 'customer_score', value }, { answer: '一般' })?.values[0]?.value).toBe('60');
    expect(heldReason({ input: 'customer_score', value }, { answer: 'constructor' })).toBe('unknown_choice');
  });

  it('may name its input itself, of those the source declares', () => {
    const observation = { input: { column: 'input' }, value: { column: 'amount' } };
    expect(mapSingle(observation, { input: 'customer_score', amount: '80' })?.values).toEqual([
      { inputId: 'customer_score', value: '80' },
    ]);
    expect(heldReason(observation, { input: 'salary', amount: '80' })).toBe('unknown_input');
  });

  it('scales exactly', () => {
    const value = { times: { value: { column: 'fen' }, per: '100' } };
    expect(mapSingle({ input: 'sales_amount', value }, { fen: '1234567' })?.values[0]?.value).toBe('12345.67');
  });

  it.each(['2026-02-30', '05.10.2026', '2026-13-01'])('is held when its day is %s', (day) => {
    expect(heldReason({ input: 'sales_amount', value: { constant: '1' } }, { day })).toBe('not_a_date');
  });

  it('is held without employee code or key', () => {
    expect(heldReason({ input: 'sales_amount', value: { constant: '1' } }, { code: ' ' })).toBe('missing_value');
    expect(heldReason({ input: 'sales_amount', value: { constant: '1' } }, { no: null })).toBe('missing_key');
  });

  it('reads nested columns by their path', () => {
    const mapping = rowMapping.parse({
      rowKey: ['id'],
      employeeCode: 'owner.code',
      occurredOn: { column: 'month', as: 'month' },
      observations: [{ input: 'sales_amount', value: { column: 'money.amount' } }],
    });
    const mapped = mapRow(
      { id: 7, owner: { code: 'E1' }, month: '2026-10', money: { amount: 12.5 } },
      { mapping, inputs, zone },
    );
    expect(mapped).toMatchObject({
      rowKey: '7',
      employeeCode: 'E1',
      occurredOn: '2026-10-01',
      values: [{ value: '12.5' }],
    });
  });
});

describe('a mapping', () => {
  it('names every column it reads once', () => {
    expect(columnsRead(tickets)).toEqual(['ticket_no', 'agent', 'opened_at', 'status', 'solved_at', 'answered_at']);
  });
});
