import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { OrganisationImport, rolesHttp } from '../../../../libs/contracts/roles/http.js';
import type { FileReference, InputOf } from '../../../../libs/contracts/route.js';
import { type LocalisedText, locale } from '../../../../libs/contracts/values.js';
import { canEditOrganisation } from '../../../../libs/domain/access/can-edit-organisation.js';
import { canSeeImport } from '../../../../libs/domain/access/can-see-import.js';
import { inTransaction } from '../../../../libs/platform/database/index.js';
import { notFound, Problem } from '../../../../libs/platform/http/index.js';
import { readFileContent, storeFile } from '../../../../libs/platform/messaging/index.js';
import { actorOf, type RolesCall, refuseUnless, scopeOf } from '../caller.js';
import { importOrganisation } from './import-organisation.js';
import { readImport } from './import-rows.js';
import { importTemplate } from './template.js';

const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

@Injectable()
export class ImportsService {
  constructor(@Inject(DataSource) private readonly database: DataSource) {}

  async load(input: InputOf<typeof rolesHttp.importOrganisation>, call: RolesCall): Promise<OrganisationImport> {
    requireEditor(call);
    const { upload } = input;
    if (!upload) {
      throw new Problem(
        400,
        'file.missing',
        'The request holds no file in the field "file"; choose one and send it again.',
      );
    }
    const content = await inTransaction(this.database, scopeOf(call), (transaction) =>
      readFileContent(transaction, 'roles', call.companyId, upload.fileId),
    );
    return importOrganisation(
      this.database,
      call,
      { name: upload.name, content },
      { dryRun: input.query.dryRun === 'true' },
    );
  }

  async get(input: InputOf<typeof rolesHttp.getOrganisationImport>, call: RolesCall): Promise<OrganisationImport> {
    refuseUnless(
      canSeeImport(actorOf(call)),
      'organisation.not_allowed',
      'Only HR, administrators and auditors see imports.',
    );
    const { importId } = input.params;
    return inTransaction(this.database, scopeOf(call), async (transaction) => {
      const found = await readImport(transaction, call.companyId, importId);
      if (!found) throw notFound('organisation_import', importId);
      return found;
    });
  }

  async template(call: RolesCall): Promise<FileReference> {
    requireEditor(call);
    return inTransaction(this.database, scopeOf(call), async (transaction) => {
      const positions = await transaction.query<{ names: LocalisedText }>(
        'select names from roles.position where company_id = $1 order by position_id',
        [call.companyId],
      );
      const content = await importTemplate(locale.catch('zh-Hant').parse(call.locale), positions);
      return storeFile(transaction, 'roles', call.companyId, {
        name: 'organisation.xlsx',
        contentType: workbookType,
        content,
      });
    });
  }
}

const requireEditor = (call: RolesCall): void =>
  refuseUnless(
    canEditOrganisation(actorOf(call)),
    'organisation.not_allowed',
    'Only HR and administrators import the organisation.',
  );
