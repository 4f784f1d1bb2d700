import { useFormat } from '../format.js';

/** n of all, as a bar and in digits. */
export function Share({ part, whole, label }: { part: number; whole: number; label: string }) {
  const format = useFormat();
  const percent = whole === 0 ? 0 : Math.floor((100 * part) / whole);
  return (
    <div className="share">
      <div
        className="share-bar"
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={whole}
        aria-valuenow={part}
      >
        <span style={{ width: `${percent}%` }} />
      </div>
      <span className="share-digits">
        {format.count(part)} / {format.count(whole)}
      </span>
    </div>
  );
}
