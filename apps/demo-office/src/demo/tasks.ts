import {
  cyclesHttp,
  type DecisionBody,
  type DecisionReply,
  type Task,
} from '../../../../libs/contracts/cycles/http.js';
import { type Api, allPages } from './api.js';

export const openTasks = (api: Api, cycleId: string, stage: Task['stage']): Promise<Task[]> =>
  allPages((cursor) =>
    api.ask(cyclesHttp.listTasks, {
      query: { state: 'open', stage, cycleId, limit: 200, ...(cursor ? { cursor } : {}) },
    }),
  );

export const decide = (api: Api, task: Task, body: DecisionBody, key?: string): Promise<DecisionReply> =>
  api.ask(cyclesHttp.decideTask, {
    params: { taskId: task.taskId },
    body,
    version: task.version,
    ...(key ? { key } : {}),
  });
