import { Link, useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';

interface OptionalLinkProps {
  /** The page as the router names it, e.g. `/people/$personId`. */
  readonly page: string;
  readonly params?: Readonly<Record<string, string>>;
  /** Shown in place of the link where this build has no such page; nothing when left out. */
  readonly otherwise?: ReactNode;
  readonly children: ReactNode;
}

/** A link to another feature's page, which may not be part of this build. */
export function OptionalLink({ page, params = {}, otherwise = null, children }: OptionalLinkProps) {
  const router = useRouter();
  if (!Object.hasOwn(router.routesByPath, page)) return otherwise;
  const href = page.replace(/\$(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  return <Link to={href as string}>{children}</Link>;
}
