/**
 * A login at the bus and what it may say and hear. Without lists it may do everything.
 * @typedef {{ user: string, password: string, publish?: readonly string[], subscribe?: readonly string[] }} NatsUser
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
authorization {
  users: [
${users.map(userLine).join('\n')}
  ]
}
`;
}

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
