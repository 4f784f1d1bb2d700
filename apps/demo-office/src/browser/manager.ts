import type { Person } from '../company/people.js';
import { addDays } from '../month.js';
import type { Album } from './album.js';
import type { Tab } from './tab.js';

/** From the list through a total down to a row of the source, and back. */
export async function readOneSheet(manager: Tab, album: Album, employee: Person): Promise<void> {
  await manager.visit('todo');
  await taskLink(manager, employee).waitFor();
  await album.take(manager, 'to-do');
  await manager.resize('phone');
  await album.take(manager, 'to-do-phone');
  await manager.resize('desktop');
  await manager.click(taskLink(manager, employee));
  await manager.page.getByRole('heading', { level: 1, name: employee.name }).waitFor();
  await manager.click(manager.button('list.open').first());
  const row = manager.button('evidence.batchRow').first();
  await row.waitFor();
  await album.take(manager, 'appraisal');
  await manager.click(row);
  await manager
    .dialog()
    .getByText(/^[0-9a-f]{64}$/)
    .waitFor();
  await album.take(manager, 'source-row');
  await manager.press('Escape');
  await manager.dialog().waitFor({ state: 'hidden' });
  await manager.visit('home');
}

const taskLink = (manager: Tab, employee: Person) =>
  manager.page.getByRole('link', { name: new RegExp(`^${employee.name}`) });

/** Approves the whole table from home; answers how many clicks it took. */
export async function approveTeam(manager: Tab, album: Album, people: number): Promise<number> {
  return manager.counted(async () => {
    await manager.visit('todo');
    await manager.click(manager.page.getByRole('checkbox', { name: manager.texts.say('list.selectAll') }).first());
    await manager.click(manager.button('tasks.approveSelected'));
    const verb = manager.texts.say('verb.approve');
    await manager.click(manager.button('batch.start', { verb, count: people }));
    await manager
      .dialog()
      .getByText(manager.texts.say('batch.outcome', { succeeded: people, failed: 0 }))
      .waitFor();
    await album.take(manager, 'team-approved');
    await manager.click(
      manager
        .dialog()
        .getByRole('button', { name: manager.texts.say('form.close') })
        .last(),
    );
  });
}

export async function interviewOnScreen(manager: Tab, album: Album, employee: Person): Promise<void> {
  await manager.go('/tasks?stage=interview');
  await manager.click(taskLink(manager, employee));
  const title = manager.texts.say('talk.title', { name: employee.name });
  await manager.page.getByRole('heading', { level: 1, name: title }).waitFor();
  await manager.field('interview.strengths').fill('目標清楚，跟進及時，客戶反饋好。');
  await manager.field('interview.weaknesses').fill('過程記錄不夠完整。');
  await manager.field('interview.directions').fill('每週五前補齊本週記錄，下月覆盤。');
  await manager.field('interview.actionText').fill('整理重點客戶跟進表');
  await manager.field('interview.actionDue').fill(addDays(new Date().toISOString().slice(0, 10), 14));
  await manager.press('Enter');
  await album.take(manager, 'interview');
  await manager.click(manager.button('talk.record'));
  await manager.button('talk.record').waitFor({ state: 'hidden' });
}

/** The manager's own people, KPI by KPI. */
export async function showTeam(manager: Tab, album: Album): Promise<void> {
  await manager.visit('team');
  await manager.page.getByRole('heading', { level: 1, name: manager.texts.say('team.titleTeam') }).waitFor();
  await manager.click(manager.page.getByRole('main').getByText(manager.texts.say('team.view.people'), { exact: true }));
  await manager.page.getByRole('rowheader').first().waitFor();
  await album.take(manager, 'team');
}
