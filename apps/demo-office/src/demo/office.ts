import { rolesHttp } from '../../../../libs/contracts/roles/http.js';
import type { Person } from '../company/people.js';
import { Api, allPages } from './api.js';
import type { Board } from './board.js';

export interface DemoSettings {
  readonly address: string;
  readonly password: string;
  readonly adminLogin: string;
  /** The office's generated files. */
  readonly folder: string;
}

/** Everybody of the demo company at the API: who they are there, and each one's own session. */
export class Office {
  private readonly sessions = new Map<string, Promise<Api>>();
  private ids = new Map<string, string>();

  constructor(
    readonly settings: DemoSettings,
    readonly board: Board,
  ) {}

  admin(): Promise<Api> {
    return this.session(this.settings.adminLogin);
  }

  as(person: Person): Promise<Api> {
    return this.session(person.email);
  }

  private session(login: string): Promise<Api> {
    const known = this.sessions.get(login);
    if (known) return known;
    const opening = new Api(this.settings.address).signIn(login, this.settings.password);
    this.sessions.set(login, opening);
    return opening;
  }

  /** Learns the ids Kaohe gave to the people. */
  async meetPeople(reader: Api): Promise<void> {
    const found = await allPages((cursor) =>
      reader.ask(rolesHttp.listPeople, { query: { limit: 500, ...(cursor ? { cursor } : {}) } }),
    );
    this.ids = new Map(found.map((person) => [person.employeeCode, person.personId]));
  }

  idOf(employeeCode: string): string {
    const id = this.ids.get(employeeCode);
    if (!id) throw new Error(`Kaohe knows no employee ${employeeCode}`);
    return id;
  }
}
