import type { Album } from './album.js';
import type { Tab } from './tab.js';

/** Has the whole history verified, then reads everything about one appraisal. */
export async function auditOnScreen(auditor: Tab, album: Album, appraisalId: string): Promise<void> {
  await auditor.visit('audit');
  await auditor.click(auditor.button('audit.verify'));
  await auditor.text('audit.verificationState.clean').waitFor({ timeout: 60_000 });
  await album.take(auditor, 'audit-verified');
  await auditor.go(`/audit/appraisals/${appraisalId}`);
  await album.take(auditor, 'appraisal-history');
}
