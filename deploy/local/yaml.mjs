/** @typedef {null | string | number | boolean | readonly unknown[] | { readonly [key: string]: unknown }} Value */

/**
 * Plain data as YAML in block style. Texts are quoted unless they cannot be taken for anything else; long ones become blocks.
 * @param {unknown} value @param {number} [depth]
 * @returns {string}
 */
export function toYaml(value, depth = 0) {
  const indent = '  '.repeat(depth);
  if (Array.isArray(value)) {
    return value.map((item) => `${indent}-${nested(item, depth + 1).replace(/^\n\s+/, ' ')}`).join('\n');
  }
  return Object.entries(/** @type {Record<string, unknown>} */ (value))
    .map(([key, item]) => `${indent}${scalar(key)}:${nested(item, depth + 1)}`)
    .join('\n');
}

/** @param {unknown} value @param {number} depth */
function nested(value, depth) {
  if (typeof value === 'object' && value !== null && Object.keys(value).length > 0) return `\n${toYaml(value, depth)}`;
  if (typeof value === 'string' && value.includes('\n')) {
    return ` ${value.endsWith('\n') ? '|' : '|-'}\n${block(value, '  '.repeat(depth))}`;
  }
  return value === null ? '' : ` ${scalar(value)}`;
}

/** @param {string} text @param {string} indent */
const block = (text, indent) =>
  text
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => (line ? `${indent}${line}` : ''))
    .join('\n');

const plainText = /^[A-Za-z_][\w./-]*$/;
const otherMeaning = /^(true|false|null|yes|no|on|off)$/i;

/** @param {unknown} value */
const scalar = (value) =>
  typeof value === 'string' && plainText.test(value) && !otherMeaning.test(value) ? value : JSON.stringify(value);
