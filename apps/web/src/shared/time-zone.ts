import { createContext, useContext } from 'react';

/** The company's time zone, known once somebody signed in. */
export const TimeZoneContext = createContext('Asia/Shanghai');
export const useTimeZone = (): string => useContext(TimeZoneContext);
