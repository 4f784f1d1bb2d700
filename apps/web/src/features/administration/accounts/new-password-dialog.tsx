import { Button, Modal, Typography } from 'antd';
import { useTranslation } from 'react-i18next';

export interface NewPassword {
  readonly login: string;
  readonly password: string;
}

/** Told once; nothing keeps it. */
export function NewPasswordDialog({ told, onClose }: { told: NewPassword; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      open
      title={t('administration.account.newPassword', { login: told.login })}
      closable={false}
      mask={{ closable: false }}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('administration.account.noted')}
        </Button>
      }
    >
      <Typography.Paragraph>{t('administration.account.once')}</Typography.Paragraph>
      <Typography.Paragraph className="secret" copyable>
        {told.password}
      </Typography.Paragraph>
    </Modal>
  );
}
