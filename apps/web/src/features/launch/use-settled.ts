import { useEffect, useState } from 'react';

const restMs = 400;

/** A value once it has rested: a check is asked for what somebody settled on, not for every step on the way. */
export function useSettled<T>(value: T): T {
  const said = JSON.stringify(value);
  const [settled, setSettled] = useState(said);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(said), restMs);
    return () => clearTimeout(timer);
  }, [said]);
  return JSON.parse(settled) as T;
}
