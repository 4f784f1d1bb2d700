import { createHash } from 'node:crypto';
import { join } from 'node:path';
import pdfmake from 'pdfmake';
import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { projectRoot } from '../../../../libs/platform/config/index.js';
import type { ReportText } from './report-text.js';

export const pdfFont = 'NotoSansSC';
const fontFolder = join(projectRoot, 'node_modules/@expo-google-fonts/noto-sans-sc');
const regular = join(fontFolder, '400Regular/NotoSansSC_400Regular.ttf');
const bold = join(fontFolder, '700Bold/NotoSansSC_700Bold.ttf');

pdfmake.addFonts({ [pdfFont]: { normal: regular, bold, italics: regular, bolditalics: bold } });
// A document is made of what it is given: nothing is fetched while it is drawn, and of files only the fonts are read.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => path === regular || path === bold);

const ink = '#1f1f1f';
const quiet = '#595959';

/** A4 pages with the document's number, hash and QR code at the foot. The hash is of the content the pages were made from. */
export function renderPdf(
  document: { documentNo: string; title: string; source: unknown; content: Content[]; landscape?: boolean },
  text: ReportText,
): Promise<Buffer> {
  const hash = createHash('sha256').update(JSON.stringify(document.source)).digest('hex').slice(0, 16);
  const definition: TDocumentDefinitions = {
    pageSize: 'A4',
    pageOrientation: document.landscape ? 'landscape' : 'portrait',
    pageMargins: [36, 36, 36, 56],
    info: { title: document.title, subject: document.documentNo },
    language: text.locale,
    defaultStyle: { font: pdfFont, fontSize: 9, color: ink, lineHeight: 1.15 },
    styles: {
      title: { fontSize: 17, bold: true },
      section: { fontSize: 11.5, bold: true, margin: [0, 12, 0, 4] },
      quiet: { color: quiet, fontSize: 8 },
      head: { bold: true, fillColor: '#f0f3f8', fontSize: 8 },
    },
    content: document.content,
    // A heading goes with what it heads.
    pageBreakBefore: (node, nodes) => node.style === 'section' && nodes.getFollowingNodesOnPage().length === 0,
    footer: (page, pages) => ({
      margin: [36, 8, 36, 0],
      columns: [
        { qr: `${document.documentNo} ${hash}`, fit: 38, width: 46 },
        { text: `${document.documentNo} · ${hash}`, style: 'quiet', margin: [0, 14, 0, 0] },
        { text: text.say('report.page', { page, pages }), style: 'quiet', alignment: 'right', margin: [0, 14, 0, 0] },
      ],
    }),
  };
  return pdfmake.createPdf(definition).getBuffer();
}

/** A table whose header repeats on every page; columns named in `numeric` are set flush right. */
export function pdfTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  widths: (string | number)[],
  numeric: readonly number[],
): Content {
  const cell = (value: string, column: number): TableCell => ({
    text: value,
    alignment: numeric.includes(column) ? 'right' : 'left',
  });
  return {
    table: {
      headerRows: 1,
      keepWithHeaderRows: 1,
      dontBreakRows: true,
      widths,
      body: [
        header.map((value, column) => ({ ...Object(cell(value, column)), style: 'head' })),
        ...rows.map((row) => row.map(cell)),
      ],
    },
    layout: {
      hLineWidth: () => 0.4,
      vLineWidth: () => 0,
      hLineColor: () => '#d0d0d0',
      paddingTop: () => 2.5,
      paddingBottom: () => 2.5,
    },
  };
}
