import './tab-bar.css';

interface TabBarProps<Key extends string> {
  readonly label: string;
  readonly tabs: readonly { readonly key: Key; readonly label: string }[];
  readonly current: Key;
  readonly onChange: (key: Key) => void;
}

/** Parts of a page, one shown at a time; on a narrow screen they stand in more rows instead of behind a button. */
export function TabBar<Key extends string>({ label, tabs, current, onChange }: TabBarProps<Key>) {
  return (
    <nav className="tab-bar" aria-label={label}>
      {tabs.map((tab) => (
        <button
          key={tab.key}
          type="button"
          aria-current={tab.key === current ? 'true' : undefined}
          onClick={() => onChange(tab.key)}
        >
          {tab.label}
        </button>
      ))}
    </nav>
  );
}
