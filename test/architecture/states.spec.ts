import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cycleKinds } from '../../libs/contracts/values.js';
import { verbsOf } from '../../libs/domain/cycle/decide.js';
import { defaultRoutes } from '../../libs/domain/cycle/route.js';
import { appraisalStates, type TaskStage, taskStages } from '../../libs/domain/cycle/stages.js';
import { finalStates, transitions } from '../../libs/domain/cycle/transitions.js';

const file = join(__dirname, '../../docs/states.md');

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const besideTheRoute: readonly TaskStage[] = ['appeal', 'recheck', 'data_gap'];

const code = (word: string): string => `\`${word}\``;

function moves(): string {
  const rows = appraisalStates.flatMap((state) =>
    transitions
      .filter(({ from }) => from === state)
      .map(({ by, to }) => [code(state), code(by), to.map(code).join(', else ')]),
  );
  return table(['from', 'by', 'to (the first that the route has)'], rows);
}

const stages = (): string =>
  table(
    ['kind', 'stages'],
    cycleKinds.map((kind) => [kind, defaultRoutes[kind].stages.map(code).join(' → ')]),
  );

/** Stages whose tasks end where their matter is, without a verb of their own. */
const endedElsewhere: Readonly<Record<string, string>> = {
  collect: 'signed off with the source',
  calibration: 'closed with the session',
};

function windows(): string {
  const rows = cycleKinds.flatMap((kind) =>
    taskStages
      .filter((stage) => besideTheRoute.includes(stage) || defaultRoutes[kind].stages.some((one) => one === stage))
      .map((stage) => {
        const { window, reminders, escalateAfter } = defaultRoutes[kind].windows[stage];
        const silence = defaultRoutes[kind].deemedBySilence.includes(stage) ? 'goes on without' : 'waits';
        const verbs = verbsOf(stage).map(code).join(', ') || endedElsewhere[stage] || '';
        return [kind, code(stage), verbs, window, reminders.join(', '), escalateAfter ?? '—', silence];
      }),
  );
  return table(['kind', 'task', 'verbs', 'window', 'reminders', 'escalated after', 'silence'], rows);
}

const page = (): string => `# States

Written from the tables of \`libs/domain/cycle\` and held to them by \`test/architecture/states.spec.ts\`; after a change of the tables
\`KAOHE_WRITE_STATES=1 npx jest test/architecture/states\` writes this page anew.

## The default routes

${stages()}

## An appraisal's moves

There is no other. ${finalStates.map(code).join(', ')} are final.

${moves()}

## Tasks

Windows, reminders and escalations count from a task's opening, in working days (\`WD\`).

${windows()}
`;

it('the page of states says what the tables say', () => {
  if (process.env.KAOHE_WRITE_STATES) writeFileSync(file, page());
  expect(readFileSync(file, 'utf8')).toBe(page());
});
