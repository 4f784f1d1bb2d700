import type { AppraisalSheet, DecisionBody } from '../../../../../libs/contracts/cycles/http.js';

export interface TalkAction {
  readonly text?: string;
  readonly ownerPersonId?: string;
  /** An ISO date: a draft is kept as text. */
  readonly dueOn?: string;
}

/** What the form holds and the draft keeps. */
export interface TalkDraft {
  readonly strengths: string;
  readonly weaknesses: string;
  readonly directions: string;
  readonly actions: readonly TalkAction[];
}

/** A talk agrees on something more often than not: one action stands ready, and can be taken away. */
export const emptyTalk = ({ person }: Pick<AppraisalSheet, 'person'>): TalkDraft => ({
  strengths: '',
  weaknesses: '',
  directions: '',
  actions: [{ ownerPersonId: person.personId }],
});

export const bodyOf = ({ strengths, weaknesses, directions, actions = [] }: TalkDraft): DecisionBody => ({
  verb: 'record_interview',
  strengths,
  weaknesses,
  directions,
  actions: actions.map(({ text = '', ownerPersonId = '', dueOn = '' }) => ({ text, ownerPersonId, dueOn })),
});
