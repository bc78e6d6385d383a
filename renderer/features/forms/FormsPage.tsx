import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { IconAlertTriangle, IconCircleCheck, IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { localDate } from '../../../domain/time.ts';
import { useCan } from '../../app/me.ts';
import { useServices } from '../../app/services.ts';
import { type Outputs, useTRPC } from '../../app/trpc.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { formatDate } from '../../components/format.ts';
import { Mark } from '../../components/Marks.tsx';
import { Page } from '../../components/Page.tsx';
import { Waiting } from '../../components/Words.tsx';
import classes from './FormsPage.module.css';

type Pack = Outputs['forms']['packs']['packs'][number];

/** Both sets of printed forms: which is in force, what is not sure yet, what the administrator has changed. */
export const FormsPage = () => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const { clock } = useServices();
  const found = useQuery(trpc.forms.packs.queryOptions());
  const today = localDate(clock.now());
  const inForce = found.data?.packs.find(({ inForceFrom }) => inForceFrom <= today)?.pack;
  return (
    <Page title={t('place.forms')} note={t('forms.lead')} width="reading">
      {found.error ? <FailureNotice error={found.error} /> : null}
      {found.isPending && !found.error ? <Waiting>{t('forms.loading')}</Waiting> : null}
      <div className={classes.packs}>
        {found.data?.packs.map((pack) => (
          <PackTable key={pack.pack} pack={pack} isInForce={pack.pack === inForce} />
        ))}
      </div>
    </Page>
  );
};

const PackTable = ({ pack: { pack, inForceFrom, forms }, isInForce }: { pack: Pack; isInForce: boolean }) => {
  const { t } = useTranslation();
  const may = useCan();
  return (
    <section className={classes.pack} data-section aria-label={t(`forms.pack.${pack}`)}>
      <header className={classes.head}>
        <h2>{t(`forms.pack.${pack}`)}</h2>
        <span>{t('forms.inForceFrom', { date: formatDate(inForceFrom) })}</span>
        {isInForce ? (
          <Mark tone="good" icon={IconCircleCheck}>
            {t('forms.inForce')}
          </Mark>
        ) : null}
      </header>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('forms.number')}</th>
            <th scope="col">{t('forms.name')}</th>
            <th scope="col">{t('forms.state')}</th>
          </tr>
        </thead>
        <tbody>
          {forms.map(({ form, definition, isEdited, changedAt }) => (
            <tr key={form}>
              <td>{definition.formNumber}</td>
              <th scope="row">
                {may('forms.publish') ? (
                  <Link to="/forms/$pack/$form" params={{ pack, form }}>
                    {definition.name}
                  </Link>
                ) : (
                  definition.name
                )}
              </th>
              <td>
                <span className={classes.marks}>
                  {isEdited ? (
                    <Mark tone="card" icon={IconPencil}>
                      {t('forms.editedOn', { date: changedAt === undefined ? '' : formatDate(changedAt) })}
                    </Mark>
                  ) : null}
                  {definition.isConfirmed ? null : (
                    <Mark tone="today" icon={IconAlertTriangle}>
                      {t('forms.unconfirmed')}
                    </Mark>
                  )}
                  {!isEdited && definition.isConfirmed ? <span className={classes.quiet}>{t('forms.shipped')}</span> : null}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};
