import { type ReactNode, useEffect, useRef } from 'react';

interface ScrollFrameProps {
  readonly label: string;
  readonly className: string;
  readonly children: ReactNode;
}

/** What may be wider or longer than its place scrolls in itself, and only then does the keyboard stop at it. */
export function ScrollFrame({ label, className, children }: ScrollFrameProps) {
  const frame = useRef<HTMLElement>(null);
  useEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const measure = () => {
      const scrolls = element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight;
      if (scrolls) element.tabIndex = 0;
      else element.removeAttribute('tabindex');
    };
    const sized = new ResizeObserver(measure);
    sized.observe(element);
    for (const child of element.children) sized.observe(child);
    return () => sized.disconnect();
  }, []);
  return (
    <section ref={frame} className={className} aria-label={label}>
      {children}
    </section>
  );
}
