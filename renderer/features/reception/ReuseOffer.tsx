import { Button } from '@mantine/core';
import { IconRecycle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '../../app/trpc.ts';
import { formatDate } from '../../components/format.ts';
import { KeyHint } from '../../components/KeyHint.tsx';
import type { PaperForm } from './form.ts';
import { reusing } from './form-edit.ts';
import { ValidityMark } from './Glance.tsx';
import classes from './ProcedureColumn.module.css';

export type Reusable = Outputs['reception']['reusable'];
export type OfferedDocument = Reusable[string][number];

type ReuseOfferProps = { paper: PaperForm; offers: readonly OfferedDocument[]; onChange: (paper: PaperForm) => void };

/** «This paper is digitised already»: one key, and nobody is asked for it again. */
export const ReuseOffer = ({ paper, offers, onChange }: ReuseOfferProps) => {
  const { t } = useTranslation();
  if (paper.source === 'reused') return null;
  // Newest first: of two identity cards, the one that is in force.
  const [offer] = offers;
  if (!offer) return null;
  const facts = [
    offer.number === '' ? '' : t('reuse.number', { number: offer.number }),
    offer.issuedOn === '' ? '' : t('reuse.issuedOn', { date: formatDate(offer.issuedOn) }),
    offer.dossierCode,
  ].filter(Boolean);
  return (
    <tr className={classes.offerRow} data-paper={paper.key}>
      <td colSpan={4}>
        <div className={classes.offer}>
          <img src={offer.thumbnailUrl} alt="" width={30} height={40} loading="lazy" />
          <div className={classes.offerText}>
            <strong title={offer.title}>{offer.title}</strong>
            <span>
              <ValidityMark document={offer} /> {facts.join(' · ')}
            </span>
          </div>
          <Button
            size="compact-sm"
            variant="light"
            leftSection={<IconRecycle size={14} aria-hidden />}
            rightSection={<KeyHint keys="Alt+R" />}
            onClick={() => onChange(reusing(paper, offer))}
          >
            {t('reuse.accept')}
            <span className="said"> {paper.name}</span>
          </Button>
        </div>
      </td>
    </tr>
  );
};
