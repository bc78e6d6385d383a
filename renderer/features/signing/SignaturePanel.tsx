import { useQuery } from '@tanstack/react-query';
import { IconAlertTriangle, IconCertificate, IconCircleCheck, IconHelpCircle, type Icon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type Outputs, useTRPC } from '../../app/trpc.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { formatDateTime } from '../../components/format.ts';
import { Mark } from '../../components/Marks.tsx';
import classes from './SignaturePanel.module.css';

type Verification = Outputs['signing']['verify'];
type Signature = Verification['signatures'][number];

/** Who signed a paper, when, whether it is as it was then; nothing where it has no signature. */
export const SignaturePanel = ({ documentId }: { documentId: string }) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const verified = useQuery(trpc.signing.verify.queryOptions({ documentId }));
  if (verified.error) return <FailureNotice error={verified.error} />;
  if (!verified.data || verified.data.signatures.length === 0) return null;
  return (
    <ul className={classes.signatures} aria-label={t('signature.title')}>
      {verified.data.signatures.map((signature, index) => (
        <SignatureLine key={`${signature.field}-${index}`} signature={signature} />
      ))}
    </ul>
  );
};

const integrityLooks: Record<Signature['integrity'], { tone: 'good' | 'late' | 'today'; icon: Icon }> = {
  intact: { tone: 'good', icon: IconCircleCheck },
  altered: { tone: 'late', icon: IconAlertTriangle },
  malformed: { tone: 'late', icon: IconAlertTriangle },
  unsupported: { tone: 'today', icon: IconHelpCircle },
};

const SignatureLine = ({ signature }: { signature: Signature }) => {
  const { t } = useTranslation();
  const { signer, timestamp, claimedAt, integrity, later, changed, chain } = signature;
  const when = timestamp ? t('signature.stamped', { at: formatDateTime(timestamp.at), authority: timestamp.authority }) : claimedAt === undefined ? t('signature.noTime') : t('signature.claimed', { at: formatDateTime(claimedAt) });
  return (
    <li>
      <IconCertificate size={26} stroke={1.3} aria-hidden />
      <div>
        <strong>{signer?.name || timestamp?.authority || t('signature.unknown')}</strong>
        <span>{[signer?.organisation, when].filter(Boolean).join(' · ')}</span>
        {signer ? <span>{[t('signing.issuer', { name: signer.issuer }), t(`signature.chain.${chain}`)].join(' · ')}</span> : null}
        {later === 'additions' ? (
          <span className={classes.additions}>
            {changed.length === 0 ? t('signature.additions') : t('signature.additionsIn', { parts: changed.map((part) => t(`signature.part.${part}`)).join(', ') })}
          </span>
        ) : null}
      </div>
      <Mark {...integrityLooks[integrity]}>{t(`signature.integrity.${integrity}`)}</Mark>
    </li>
  );
};
