import { createHash, createPublicKey, verify } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ClosingExceptionKind, cyclesHttp } from '../../../../libs/contracts/cycles/http.js';
import { readZip } from '../../../../libs/platform/zip/index.js';
import { people } from '../company/people.js';
import { auditor, hrOfficer } from '../company/staff.js';
import type { Office } from './office.js';

/** What leaves the system with a closed cycle: its list of exceptions, the payroll file, the evidence. */
export async function leave(office: Office, cycleId: string, folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  await closingList(office, cycleId, folder);
  await payrollFile(office, cycleId, folder);
  return evidencePack(office, cycleId, folder);
}

async function closingList(office: Office, cycleId: string, folder: string): Promise<void> {
  const hr = await office.as(hrOfficer);
  const { exceptions } = await hr.ask(cyclesHttp.closing, { params: { cycleId } });
  const countOf = (kind: ClosingExceptionKind) => exceptions.find((one) => one.kind === kind)?.count ?? 0;
  const said = exceptions.map(({ kind, count }) => `${kind} ${count}`).join(', ');
  office.board.check(
    'the closing list names what was adjusted, returned and accepted by silence',
    countOf('adjusted') > 0 && countOf('returned') > 0 && countOf('deemed') === 1,
    said,
  );
  writeFileSync(join(folder, 'closing-list.xlsx'), await hr.download(cyclesHttp.closingList, { params: { cycleId } }));
}

async function payrollFile(office: Office, cycleId: string, folder: string): Promise<void> {
  const hr = await office.as(hrOfficer);
  const { fileNo, people: paid } = await hr.ask(cyclesHttp.makePayrollFile, { params: { cycleId } });
  const again = await hr.ask(cyclesHttp.makePayrollFile, { params: { cycleId } });
  office.board.check('the same results make one payroll file', again.fileNo === fileNo, `number ${fileNo}`);
  office.board.check('the payroll file holds everybody', paid === people.length, `${paid} people`);
  const content = await hr.download(cyclesHttp.payrollFile, { params: { cycleId, fileNo, format: 'zip' } });
  writeFileSync(join(folder, 'payroll.zip'), content);
  const files = new Map([...readZip(content)].map(([path, read]) => [path, read()]));
  const key = createPublicKey(String(files.get('public-key.pem')));
  const signed = ['payroll.json', 'payroll.csv', 'payroll.xlsx'].filter((name) =>
    verify(null, files.get(name) ?? Buffer.alloc(0), key, files.get(`${name}.sig`) ?? Buffer.alloc(0)),
  );
  office.board.check('each of its files is signed', signed.length === 3, signed.join(', '));
}

async function evidencePack(office: Office, cycleId: string, folder: string): Promise<string> {
  const api = await office.as(auditor);
  const { cohorts } = await api.ask(cyclesHttp.getCycle, { params: { cycleId } });
  const [cohort] = cohorts;
  const path = join(folder, 'evidence-pack.zip');
  const content = await api.download(cyclesHttp.cohortEvidencePack, {
    params: { cycleId, cohortNo: cohort?.cohortNo ?? 0 },
  });
  writeFileSync(path, content);
  office.board.say(
    `evidence pack: ${content.length} bytes, SHA-256 ${createHash('sha256').update(content).digest('hex')}`,
  );
  return path;
}
