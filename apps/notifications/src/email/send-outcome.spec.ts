import { outcomeOfFailure } from './send-outcome.js';

const failure = (message: string, more: object = {}) => Object.assign(new Error(message), more);

test.each([
  ['a server that says later', failure('Message failed: 451 busy', { responseCode: 451 }), 'later'],
  ['a server that refuses for good', failure('Message failed: 550 no', { responseCode: 550 }), 'refused'],
  ['a refused login', failure('Invalid login: 535', { code: 'EAUTH', responseCode: 535 }), 'later'],
  ['a name that is not found', failure('getaddrinfo ENOTFOUND mail', { code: 'EDNS' }), 'later'],
  ['a port nobody listens at', failure('connect ECONNREFUSED', { code: 'ESOCKET', syscall: 'connect' }), 'later'],
  ['a server that does not answer the call', failure('Connection timeout', { code: 'ETIMEDOUT' }), 'later'],
  ['a server that does not greet', failure('Greeting never received', { code: 'ETIMEDOUT' }), 'later'],
  ['a connection that broke', failure('Connection closed unexpectedly', { code: 'ECONNECTION' }), 'unconfirmed'],
  ['a server that fell silent', failure('Timeout', { code: 'ETIMEDOUT' }), 'unconfirmed'],
  ['a socket that was reset', failure('read ECONNRESET', { code: 'ESOCKET', syscall: 'read' }), 'unconfirmed'],
  ['anything else', 'who knows', 'unconfirmed'],
])('%s', (_, error, state) => {
  expect(outcomeOfFailure(error)).toMatchObject({ state });
});
