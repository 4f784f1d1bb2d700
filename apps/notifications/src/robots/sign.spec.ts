import { dingtalkSignature, feishuSignature } from './sign.js';

// Made with another program:
//   printf '' | openssl dgst -sha256 -mac HMAC -macopt hexkey:$(printf '%s\n%s' TIME KEY | xxd -p -c 256) -binary | base64
test.each([
  ['demo', 1599360473, 'l1N0gAcBjdwBvGm1xMjOF0XSyaLRpR7tuO5dHfhAYc8='],
  ['kA0hE-feishu-secret', 1599360473, 'eWDjJcGH/iyGuCcRXy/swoL9uTAlq7KzITw3YH65dLs='],
])('Feishu, key %s at %i s', (secret, seconds, signature) => {
  expect(feishuSignature(secret, seconds)).toBe(signature);
});

//   printf '%s\n%s' TIME KEY | openssl dgst -sha256 -mac HMAC -macopt hexkey:$(printf KEY | xxd -p -c 256) -binary | base64
test.each([
  ['this is secret', 1577262236757, 'hmPWwU+7lVdm3ZZz0r9tSfx0L4Q26jWOZr9+Gs6EZQM='],
  ['SECkaohe000000000000', 1577262236757, '1jY+6aeL6yELTirV4qholqNs1DPXVcn8Wj6G6PVVh/o='],
])('DingTalk, key %s at %i ms', (secret, milliseconds, signature) => {
  expect(dingtalkSignature(secret, milliseconds)).toBe(signature);
});
