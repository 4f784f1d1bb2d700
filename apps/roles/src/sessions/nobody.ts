/** The company of transactions that work before one is known: it has no rows. */
export const nobody = '00000000-0000-0000-0000-000000000000';
