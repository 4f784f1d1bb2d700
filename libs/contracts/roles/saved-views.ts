import { z } from 'zod';
import { operation } from '../route.js';
import { identifier, writtenText } from '../values.js';

/** The lists whose filters can be kept. */
export const savedViewPlaces = ['tasks', 'cycles', 'board', 'history'] as const;
export type SavedViewPlace = (typeof savedViewPlaces)[number];

/** One account keeps at most so many. */
export const mostSavedViews = 50;

const pair = "[A-Za-z][A-Za-z0-9_]{0,49}=(?:[A-Za-z0-9._~*'()!+:,@/-]|%[0-9A-Fa-f]{2})*";
const pairs = new RegExp(`^${pair}(?:&${pair})*$`);

/** What follows the question mark of an address, as browsers write it. */
const search = z
  .string()
  .max(1000)
  .refine((text) => text === '' || (pairs.test(text) && isReadable(text)), {
    error: 'the filters as name=value pairs joined by &, percent-encoded',
  });

function isReadable(text: string): boolean {
  try {
    return !decodeURIComponent(text).includes('\u0000');
  } catch {
    return false;
  }
}

const name = writtenText(60);
const savedView = z.strictObject({
  viewId: identifier,
  place: z.enum(savedViewPlaces),
  name: z.string(),
  search: z.string(),
});
export type SavedView = z.infer<typeof savedView>;

const viewParams = z.strictObject({ viewId: identifier });
const signedIn = { allow: 'signed_in' } as const;

export const savedViewsHttp = {
  listSavedViews: operation({
    subject: 'roles.listSavedViews',
    method: 'GET',
    path: '/saved-views',
    summary: 'My saved views of a list, by name',
    policy: signedIn,
    query: z.strictObject({ place: z.enum(savedViewPlaces) }),
    reply: z.strictObject({ items: z.array(savedView) }),
  }),
  createSavedView: operation({
    subject: 'roles.createSavedView',
    method: 'POST',
    path: '/saved-views',
    summary: "Keep a list's filters under a name of mine",
    policy: signedIn,
    body: z.strictObject({ place: z.enum(savedViewPlaces), name, search }),
    reply: savedView,
    idempotent: true,
  }),
  renameSavedView: operation({
    subject: 'roles.renameSavedView',
    method: 'PATCH',
    path: '/saved-views/:viewId',
    summary: 'Call my saved view otherwise',
    policy: signedIn,
    params: viewParams,
    body: z.strictObject({ name }),
    reply: savedView,
  }),
  removeSavedView: operation({
    subject: 'roles.removeSavedView',
    method: 'DELETE',
    path: '/saved-views/:viewId',
    summary: 'Remove my saved view',
    policy: signedIn,
    params: viewParams,
    reply: z.strictObject({}),
  }),
} as const;
