import { runReconcileCommand } from './reconcile-command.js';

async function run(...words: string[]): Promise<{ code: number; said: string; complained: string }> {
  let said = '';
  let complained = '';
  const code = await runReconcileCommand(words, {
    env: {},
    say: (text) => {
      said += text;
    },
    complain: (text) => {
      complained += text;
    },
  });
  return { code, said, complained };
}

describe('kaohe reconcile', () => {
  it('says what it does, and what its exit codes mean', async () => {
    const { code, said } = await run('reconcile', '--help');
    expect(code).toBe(0);
    expect(said).toMatch(/--retell-events <since>[\s\S]*Exit code 0: done; 2: could not be done/);
  });

  it.each([
    ['an instant without a zone', ['--retell-events', '2026-11-02T08:00:00'], 'an instant such as'],
    ['a company that is no id', ['--company', 'ours'], 'an id such as'],
    ['an option it does not know', ['--force'], "unknown option '--force'"],
  ])('refuses %s', async (_, options, reason) => {
    const { code, complained } = await run('reconcile', ...options);
    expect(code).toBe(2);
    expect(complained).toContain(reason);
  });

  it('names the variables that are missing', async () => {
    const { code, complained } = await run('reconcile', '--company', '0199a000-0000-7000-8000-000000000001');
    expect(code).toBe(2);
    expect(complained).toMatch(/KAOHE_SERVICE_DATABASE_URL[\s\S]*TEMPORAL_ADDRESS/);
  });
});
