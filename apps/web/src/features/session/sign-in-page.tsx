import { Button, Card, Flex, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { Page } from '../../shared/page.js';
import { ProblemAlert } from '../../shared/problem-alert.js';
import { useSignIn } from './session.js';

export function SignInPage() {
  const { t } = useTranslation();
  const signIn = useSignIn();
  return (
    <Flex component="main" justify="center" align="center" style={{ minHeight: '100vh', padding: 16 }}>
      <Card style={{ width: 380, maxWidth: '100%' }}>
        <Page title={t('session.signIn')}>
          <Form
            layout="vertical"
            requiredMark={false}
            onFinish={(values: { login: string; password: string }) => signIn.mutate(values)}
          >
            <Form.Item
              name="login"
              label={t('session.login')}
              rules={[{ required: true, message: t('form.required') }]}
            >
              <Input autoComplete="username" autoFocus />
            </Form.Item>
            <Form.Item
              name="password"
              label={t('session.password')}
              rules={[{ required: true, message: t('form.required') }]}
            >
              <Input.Password autoComplete="current-password" />
            </Form.Item>
            {signIn.error && <ProblemAlert error={signIn.error} />}
            <Button type="primary" htmlType="submit" block loading={signIn.isPending} style={{ marginTop: 12 }}>
              {t('session.signIn')}
            </Button>
          </Form>
        </Page>
      </Card>
    </Flex>
  );
}
