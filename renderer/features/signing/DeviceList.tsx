import { Radio } from '@mantine/core';
import { IconAlertTriangle, IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatDate } from '../../components/format.ts';
import { Mark } from '../../components/Marks.tsx';
import classes from './SignDialog.module.css';
import { type Choice, choicesOf, type SigningKind, type Token } from './use-tokens.ts';

type DeviceListProps = { tokens: Token[]; kind: SigningKind; chosen: Choice | undefined; onChoose: (choice: Choice) => void };

const keyOf = ({ tokenId, certificateId = '' }: Choice): string => `${tokenId} ${certificateId}`;

/** The certificates that are there, each with whose it is, until when, and what speaks against it. */
export const DeviceList = ({ tokens, kind, chosen, onChoose }: DeviceListProps) => {
  const { t } = useTranslation();
  const offered = choicesOf(tokens);
  return (
    <Radio.Group
      label={t('signing.device')}
      value={chosen ? keyOf(chosen) : null}
      onChange={(value) => {
        const found = offered.find(({ choice }) => keyOf(choice) === value);
        if (found) onChoose(found.choice);
      }}
    >
      <div className={classes.devices}>
        {offered.map(({ token, certificate, choice }) => (
          <div key={keyOf(choice)} className={classes.device}>
            <Radio
              value={keyOf(choice)}
              disabled={token.state !== 'ready'}
              data-skip-enter
              label={certificate?.name || token.label}
              description={
                <>
                  <span>
                    {[certificate?.organisation, certificate && t('signing.issuer', { name: certificate.issuer }), certificate && t('signing.until', { day: formatDate(certificate.validUntil) })]
                      .filter(Boolean)
                      .join(' · ') || t('signing.afterPin')}
                  </span>
                  <span>{[t(`signing.source.${token.kind}`), certificate ? token.label : '', token.maker].filter(Boolean).join(' · ')}</span>
                </>
              }
            />
            <span className={classes.deviceMarks}>
              <Warnings token={token} certificate={certificate} kind={kind} />
            </span>
          </div>
        ))}
      </div>
    </Radio.Group>
  );
};

const Warnings = ({ token, certificate, kind }: { token: Token; certificate: Token['certificates'][number] | undefined; kind: SigningKind }) => {
  const { t } = useTranslation();
  if (token.state !== 'ready') {
    return (
      <Mark tone="late" icon={IconLock}>
        {t(`signing.state.${token.state}`)}
      </Mark>
    );
  }
  return (
    <>
      {certificate && certificate.validity !== 'valid' ? (
        <Mark tone="late" icon={IconAlertTriangle}>
          {t(`signing.validity.${certificate.validity}`)}
        </Mark>
      ) : null}
      {kind === 'personal' && certificate && !certificate.isOwn ? (
        <Mark tone="today" icon={IconAlertTriangle}>
          {t('signing.notYours')}
        </Mark>
      ) : null}
    </>
  );
};
