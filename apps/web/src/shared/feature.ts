import type { AnyRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Me } from './session.js';

/** The places of the main menu, in its order; their texts are `nav.<place>`. */
export const places = [
  'home',
  'todo',
  'cycles',
  'results',
  'team',
  'standards',
  'people',
  'sources',
  'audit',
  'administration',
] as const;
export type Place = (typeof places)[number];

export interface NavigationEntry {
  readonly place: Place;
  readonly to: string;
  readonly icon: ReactNode;
  readonly show: (me: Me) => boolean;
}

/** What a feature's `routes.tsx` exports; app/router.tsx collects them. */
export interface Feature {
  readonly routes: readonly AnyRoute[];
  readonly navigation: readonly NavigationEntry[];
}
