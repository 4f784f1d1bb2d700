import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { type Person, people } from '../company/people.js';
import { auditor, figuresOwner, hrOfficer } from '../company/staff.js';
import { close } from '../demo/close.js';
import { bringFigures, signOff, untilLaunched, untilScored } from '../demo/collect.js';
import { resolveGaps } from '../demo/gaps.js';
import { interviewAndAcknowledge } from '../demo/interview.js';
import { bringLateRow } from '../demo/late-row.js';
import type { Office } from '../demo/office.js';
import { review } from '../demo/review.js';
import { sheetsOf } from '../demo/sheets.js';
import { openTasks } from '../demo/tasks.js';
import { until } from '../demo/wait.js';
import { Album } from './album.js';
import { auditOnScreen } from './auditor.js';
import { launchChromium } from './chromium.js';
import { signSourceOff, uploadOnScreen } from './data-owner.js';
import { acknowledgeOnScreen } from './employee.js';
import { launchOnScreen, showClosed, showFigures, showStandard, signCycleOff, watchBoard } from './hr.js';
import { approveTeam, interviewOnScreen, readOneSheet, showTeam } from './manager.js';
import { type Size, Tab } from './tab.js';

const personOf = (code: string): Person => {
  const person = people.find((one) => one.code === code);
  if (!person) throw new Error(`nobody in the demo company has the code ${code}`);
  return person;
};
const manager = personOf('E0011');
const employee = personOf('E0019');
/** Whose line is moved through the API: of another team, so that this one is approved whole. */
const adjusted = 'E0025';
const mostClicks = 12;
const screenshots = 20;

/** The month as it is seen: HR, a data owner, a manager, an employee and the auditor in Chromium, everybody else through the API. */
export async function playOnScreen(office: Office, folder: string): Promise<string> {
  const browser = await launchChromium();
  try {
    return await new Month(office, browser, new Album(folder, office.board)).play();
  } finally {
    await browser.close();
  }
}

class Month {
  private readonly tabs: Tab[] = [];

  constructor(
    private readonly office: Office,
    private readonly browser: Browser,
    private readonly album: Album,
  ) {}

  async play(): Promise<string> {
    const { office, album } = this;
    const hr = await this.begin();
    const launched = await launchOnScreen(hr, album);
    const { cycleId } = launched;
    office.board.say(`${hrOfficer.name} launched the month in ${launched.clicks} clicks`);
    await this.collect(cycleId);
    await bringLateRow(office, cycleId);
    await resolveGaps(office, cycleId);
    await showStandard(hr, album);
    await hr.go(`/cycles/${cycleId}`);
    const approved = await this.review(hr, cycleId);
    this.countClicks(launched.clicks, approved);
    await this.talk(cycleId);
    await close(office, cycleId, () => signCycleOff(hr, cycleId));
    await showClosed(hr, album, cycleId);
    await showFigures(hr, album);
    await showTeam(await this.enter(manager), album);
    await this.audit(cycleId);
    this.checkAll();
    return cycleId;
  }

  private async begin(): Promise<Tab> {
    const hr = await this.open(hrOfficer);
    await this.album.take(hr, 'sign-in');
    await hr.signIn(hrOfficer, this.office.settings.password);
    return hr;
  }

  private async collect(cycleId: string): Promise<void> {
    const { office, album } = this;
    await untilLaunched(office, cycleId);
    const owner = await this.enter(figuresOwner);
    await uploadOnScreen(owner, album, join(office.settings.folder, 'surveys'));
    await bringFigures(office, cycleId);
    await signSourceOff(owner, album);
    office.board.check('survey is signed off by its owner, on screen', true, figuresOwner.name);
    await signOff(office, cycleId, ['erp', 'oa', 'tickets']);
    await untilScored(office, cycleId);
    await owner.close();
  }

  /** Answers how many clicks a team's approval took. */
  private async review(hr: Tab, cycleId: string): Promise<number> {
    const { office, album } = this;
    const team = people.filter((person) => person.assignments.at(-1)?.managerCode === manager.code).length;
    const api = await office.as(manager);
    await until(`the reviews of ${manager.name}`, async () => {
      const open = await openTasks(api, cycleId, 'manager_review');
      return open.length === team;
    });
    const tab = await this.enter(manager);
    await readOneSheet(tab, album, employee);
    const clicks = await approveTeam(tab, album, team);
    office.board.say(`${manager.name} approved a team of ${team} in ${clicks} clicks`);
    await watchBoard(hr, team);
    office.board.check('HR’s board moved by itself while a manager approved', true, `${team} people`);
    await album.take(hr, 'board');
    await tab.close();
    await review(office, cycleId, { adjusted, approved: team });
    return clicks;
  }

  private async talk(cycleId: string): Promise<void> {
    const { office, album } = this;
    const above = await this.enter(manager);
    await interviewOnScreen(above, album, employee);
    const own = await this.enter(employee, 'phone');
    await acknowledgeOnScreen(own, album);
    office.board.say(`${employee.name} was talked to and acknowledged, on screen`);
    await Promise.all([above.close(), own.close()]);
    await interviewAndAcknowledge(office, cycleId, [employee]);
  }

  private async audit(cycleId: string): Promise<void> {
    const sheets = await sheetsOf(this.office, cycleId);
    const sheet = sheets.find(({ person }) => person.employeeCode === employee.code);
    const tab = await this.enter(auditor);
    await auditOnScreen(tab, this.album, sheet?.appraisalId ?? '');
    this.office.board.check('the auditor sees that the history is clean', true, auditor.name);
  }

  private countClicks(launch: number, approve: number): void {
    const { board } = this.office;
    board.say(`clicks: launch ${launch}, approve a team ${approve}`);
    board.check(
      `launching and approving a team take at most ${mostClicks} clicks`,
      launch + approve <= mostClicks,
      `${launch + approve}`,
    );
  }

  private checkAll(): void {
    const { board } = this.office;
    const complaints = this.tabs.flatMap((tab) => tab.complaints);
    board.check('no page complained', complaints.length === 0, complaints.slice(0, 3).join('; '));
    board.check(`${screenshots} screenshots were taken`, this.album.size === screenshots, `${this.album.size}`);
  }

  private async enter(person: Person, size?: Size): Promise<Tab> {
    const tab = await this.open(person, size);
    await tab.signIn(person, this.office.settings.password);
    return tab;
  }

  private async open(person: Person, size?: Size): Promise<Tab> {
    const tab = await Tab.open(this.browser, this.office.settings.address, person, size);
    this.tabs.push(tab);
    return tab;
  }
}
