import type { Locale } from '../../../../libs/contracts/values.js';

/** The texts of features that nobody begins with: left out of the languages' own chunks, read before the first page that is not a first one. */
const files = import.meta.glob<Readonly<Record<string, unknown>>>(
  '../features/{administration,calibration,launch,people,sources,standards,substitutions}/messages/*.json',
  {
    import: 'default',
  },
);

export const laterTexts = (locale: Locale): Promise<readonly Readonly<Record<string, unknown>>[]> =>
  Promise.all(
    Object.entries(files)
      .filter(([path]) => path.endsWith(`/${locale}.json`))
      .map(([, read]) => read()),
  );
