/**
 * A login at the bus and what it may say and hear. Without lists it may do everything. Logins of different accounts do not hear
 * each other at all.
 * @typedef {{ user: string, password: string, account?: string, publish?: readonly string[], subscribe?: readonly string[] }} NatsUser
 */

/**
 * @param {{ port: number, monitorPort: number, storeFolder: string, users: readonly NatsUser[], host?: string }} settings
 */
export function natsConfig({ port, monitorPort, storeFolder, users, host = '127.0.0.1' }) {
  return `server_name: kaohe
listen: "${host}:${port}"
http: "127.0.0.1:${monitorPort}"
# A page between services is at most 1 MB, its envelope comes on top.
max_payload: 2MB
jetstream {
  store_dir: ${quoted(storeFolder)}
  # An event counts as told when it is on the disk, not two minutes later.
  sync_interval: always
  max_file_store: 20GB
}
${users.some((user) => user.account) ? accounts(users) : `authorization {\n${usersBlock(users)}\n}`}
`;
}

/** @param {readonly NatsUser[]} users */
function accounts(users) {
  const names = [...new Set(users.map((user) => user.account ?? 'kaohe'))];
  const blocks = names.map((name) => {
    const own = users.filter((user) => (user.account ?? 'kaohe') === name);
    return `  ${quoted(name)}: {\n  jetstream: enabled\n${usersBlock(own)}\n  }`;
  });
  return `accounts {\n${blocks.join('\n')}\n}`;
}

/** @param {readonly NatsUser[]} users */
const usersBlock = (users) => `  users: [\n${users.map(userLine).join('\n')}\n  ]`;

/** @param {NatsUser} user */
function userLine({ user, password, publish, subscribe }) {
  const login = `user: ${quoted(user)}, password: ${quoted(password)}`;
  if (!publish || !subscribe) return `    { ${login} }`;
  // Answers go to the asker's inbox, which no list can name: one answer to each request heard.
  return `    { ${login}, permissions: { publish: { allow: ${list(publish)} }, subscribe: { allow: ${list(subscribe)} }, allow_responses: true } }`;
}

/** @param {readonly string[]} subjects */
const list = (subjects) => `[${subjects.map(quoted).join(', ')}]`;

/** @param {string} text */
const quoted = (text) => JSON.stringify(text);
