import { earlier, isBefore } from './dates.js';

/** What a person is in a company for a while: [from, to), to null = open. */
export interface Post {
  readonly from: string;
  readonly to: string | null;
  readonly positionId: string;
  readonly departmentId: string;
  readonly managerId: string | null;
}
export type Timeline = readonly Post[];

export interface PostChange {
  readonly positionId?: string | undefined;
  readonly departmentId?: string | undefined;
  readonly managerId?: string | null | undefined;
}

export type Changed =
  | { readonly ok: true; readonly timeline: Timeline }
  | { readonly ok: false; readonly code: 'assignment.incomplete' | 'assignment.not_employed' };

/** From a date on: what is not given stays as it was, and what is already planned for later stays planned. */
export function changeFrom(timeline: Timeline, from: string, change: PostChange): Changed {
  const inForce = timeline.find((post) => post.from <= from && isBefore(from, post.to));
  const positionId = change.positionId ?? inForce?.positionId;
  const departmentId = change.departmentId ?? inForce?.departmentId;
  const managerId = change.managerId === undefined ? inForce?.managerId : change.managerId;
  if (positionId === undefined || departmentId === undefined || managerId === undefined) {
    return { ok: false, code: 'assignment.incomplete' };
  }
  const next = timeline.find((post) => post.from > from);
  const to = inForce ? inForce.to : (next?.from ?? null);
  const kept = timeline.flatMap((post) => (post === inForce ? cut(post, post.from, from) : [post]));
  return { ok: true, timeline: merged([...kept, { from, to, positionId, departmentId, managerId }]) };
}

/** The person leaves: nothing holds from `leftOn` on. */
export function endOn(timeline: Timeline, leftOn: string): Changed {
  const kept = timeline.flatMap((post) => cut(post, post.from, leftOn));
  if (kept.length === 0) return { ok: false, code: 'assignment.not_employed' };
  return { ok: true, timeline: kept };
}

/** A list of posts that says everything from its first date on. */
export function replaceFrom(timeline: Timeline, posts: Timeline): Timeline {
  const first = posts.map((post) => post.from).sort()[0];
  if (first === undefined) return timeline;
  return merged([...timeline.flatMap((post) => cut(post, post.from, first)), ...posts]);
}

export interface TimelineDifference<Known extends Post> {
  readonly closed: readonly Known[];
  readonly added: readonly Post[];
}

export function difference<Known extends Post>(before: readonly Known[], after: Timeline): TimelineDifference<Known> {
  return {
    closed: before.filter((post) => !after.some((other) => samePost(post, other))),
    added: after.filter((post) => !before.some((other) => samePost(post, other))),
  };
}

/** The part of a post that lies before `to`. */
function cut(post: Post, from: string, to: string): Post[] {
  const end = earlier(post.to, to);
  return end === null || from < end ? [{ ...post, from, to: end }] : [];
}

/** In order of time; neighbours that say the same are one. */
function merged(posts: Timeline): Timeline {
  const result: Post[] = [];
  for (const post of posts.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = result.at(-1);
    if (last && last.to === post.from && sameContent(last, post)) result[result.length - 1] = { ...last, to: post.to };
    else result.push(post);
  }
  return result;
}

const sameContent = (a: Post, b: Post): boolean =>
  a.positionId === b.positionId && a.departmentId === b.departmentId && a.managerId === b.managerId;
const samePost = (a: Post, b: Post): boolean => a.from === b.from && a.to === b.to && sameContent(a, b);
