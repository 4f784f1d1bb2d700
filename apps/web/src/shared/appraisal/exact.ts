/**
 * Adding and multiplying figures written as plain decimals, without a library of a dozen kilobytes: both are exact in whole
 * numbers of the smaller place. Dividing is not here.
 */
interface Exact {
  readonly digits: bigint;
  readonly places: number;
}

function read(text: string): Exact {
  const [whole = '', part = ''] = text.split('.');
  return { digits: BigInt(whole + part), places: part.length };
}

function write({ digits, places }: Exact): string {
  const plain = String(digits < 0n ? -digits : digits).padStart(places + 1, '0');
  const whole = plain.slice(0, plain.length - places);
  const part = plain.slice(plain.length - places).replace(/0+$/, '');
  return `${digits < 0n ? '-' : ''}${whole}${part && `.${part}`}`;
}

const scaled = ({ digits, places }: Exact, to: number): bigint => digits * 10n ** BigInt(to - places);

export function minus(a: string, b: string): string {
  const [x, y] = [read(a), read(b)];
  const places = Math.max(x.places, y.places);
  return write({ digits: scaled(x, places) - scaled(y, places), places });
}

/** `a` × `b` %, rounded half up to the hundredth. */
export function percentOf(a: string, b: string): string {
  const [x, y] = [read(a), read(b)];
  const exact = { digits: x.digits * y.digits, places: x.places + y.places + 2 };
  const cut = 10n ** BigInt(exact.places - 2);
  const half = exact.digits < 0n ? -cut / 2n : cut / 2n;
  return write({ digits: (exact.digits + half) / cut, places: 2 });
}

export function compare(a: string, b: string): number {
  const difference = minus(a, b);
  return difference === '0' ? 0 : difference.startsWith('-') ? -1 : 1;
}
