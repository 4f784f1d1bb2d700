/** An instant as PostgreSQL writes it in JSON, as contracts write it. */
export const isoInstant = (json: string): string => new Date(json).toISOString();
