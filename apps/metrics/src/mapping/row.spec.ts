import { batchHash, canonical, sha256Of, storable } from './row.js';

describe('the content of a batch', () => {
  it('hashes alike whatever the order of its rows and of their columns', () => {
    const one = sha256Of(canonical({ a: 1, b: { d: '2', c: null } }));
    const same = sha256Of(canonical({ b: { c: null, d: '2' }, a: 1 }));
    const other = sha256Of(canonical({ a: 1, b: { d: '3', c: null } }));
    expect(same.equals(one)).toBe(true);
    expect(batchHash([one, other]).equals(batchHash([other, same]))).toBe(true);
    expect(batchHash([one, other]).equals(batchHash([one, one]))).toBe(false);
  });

  it('loses what PostgreSQL cannot store and nothing else', () => {
    expect(storable({ 'k\u0000': ['a\u0000b', '\ud800', '好', 1] })).toEqual({
      'k\u2400': ['a\u2400b', '\ufffd', '好', 1],
    });
  });
});
