import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from '@ant-design/icons';
import { Button, Popconfirm } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../../../shared/live-region.js';

interface RemovePartProps {
  readonly name: string;
  /** What goes with it. */
  readonly means?: string;
  readonly onRemove: () => void;
}

export function RemovePart({ name, means, onRemove }: RemovePartProps) {
  const { t } = useTranslation();
  const title = t('standards.remove', { name });
  return (
    <Popconfirm
      title={title}
      description={means}
      okText={t('form.remove')}
      cancelText={t('form.cancel')}
      onConfirm={onRemove}
    >
      <Button type="text" size="small" icon={<DeleteOutlined aria-hidden />} aria-label={title} />
    </Popconfirm>
  );
}

interface MoveButtonsProps {
  readonly id: string;
  readonly name: string;
  readonly place: number;
  readonly count: number;
  readonly onMove: (by: -1 | 1) => void;
}

/** One place up or down; the keyboard stays with the part that moved. */
export function MoveButtons({ id, name, place, count, onMove }: MoveButtonsProps) {
  const { t } = useTranslation();
  const movedBy = useRef<-1 | 1 | null>(null);
  useEffect(() => {
    if (movedBy.current === null) return;
    const atTheEnd = place === 1 || place === count;
    const direction = (movedBy.current === -1) === atTheEnd ? 'down' : 'up';
    movedBy.current = null;
    document.getElementById(`${id}.${direction}`)?.focus();
  }, [id, place, count]);
  const move = (by: -1 | 1) => {
    movedBy.current = by;
    announce(t('standards.movedTo', { name, place: place + by, count }));
    onMove(by);
  };
  return (
    <>
      <Button
        id={`${id}.up`}
        type="text"
        size="small"
        icon={<ArrowUpOutlined aria-hidden />}
        aria-label={t('standards.moveUp', { name })}
        disabled={place === 1}
        onClick={() => move(-1)}
      />
      <Button
        id={`${id}.down`}
        type="text"
        size="small"
        icon={<ArrowDownOutlined aria-hidden />}
        aria-label={t('standards.moveDown', { name })}
        disabled={place === count}
        onClick={() => move(1)}
      />
    </>
  );
}
