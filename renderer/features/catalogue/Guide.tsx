import { IconAlertTriangle, IconDatabase, IconHistory, IconLink, IconScan, IconWorld } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { usualFlow } from '../../../domain/dossier/flow.ts';
import type { Outputs } from '../../app/trpc.ts';
import { formatMoney } from '../../components/format.ts';
import { Mark } from '../../components/Marks.tsx';
import { describeLimit } from '../reception/describe-limit.ts';
import { FlowStrip } from './FlowStrip.tsx';
import classes from './Guide.module.css';

type Procedure = Outputs['reception']['procedure'];

type GuideProps = { procedure: Procedure; /** Opens another procedure; without it the others are named only. */ onOpen?: ((id: string) => void) | undefined };

/** All that an officer new to a procedure needs, to read out to a citizen: the same in the drawer at the counter and on the page. */
export const Guide = ({ procedure, onOpen }: GuideProps) => {
  const { t } = useTranslation();
  const { timeLimit, feeVnd, feeText = '', whoMayAsk = '', onlineFiling = '', commonMistakes = [], aliases = [], documents, linkedProcedure, settles, flow = usualFlow, onlineLevel } = procedure;
  const required = documents.filter((document) => document.required);
  const onlyIfNeeded = documents.filter((document) => !document.required);
  return (
    <article className={classes.guide}>
      <header className={classes.head}>
        <h2>{procedure.name}</h2>
        <p className={classes.marks}>
          <span>{procedure.code ?? t('procedure.codeUnknown')}</span>
          <span>{procedure.field}</span>
          {procedure.project06 ? <Mark tone="card" icon={IconDatabase}>{t('catalogue.project06')}</Mark> : null}
          {onlineLevel === undefined ? null : <Mark tone={onlineLevel === 'none' ? 'quiet' : 'good'} icon={IconWorld}>{t(`catalogue.online.${onlineLevel}`)}</Mark>}
          {procedure.isEarlierVersion ? <Mark tone="paused" icon={IconHistory}>{t('guide.earlierVersion')}</Mark> : null}
          {procedure.isRetired ? <Mark tone="late" icon={IconAlertTriangle}>{t('catalogue.retired')}</Mark> : null}
        </p>
      </header>

      {settles.length > 0 ? (
        <div className={classes.linked}>
          <IconLink size={18} aria-hidden />
          <div>
            <strong>{t('guide.settles')}</strong>
            <ul>
              {settles.map(({ id, code, name }) => (
                <li key={code}>
                  <Other id={id} name={name ?? t('guide.notInCatalogue', { code })} onOpen={onOpen} />
                </li>
              ))}
            </ul>
          </div>
        </div>
      ) : null}
      {linkedProcedure ? (
        <div className={classes.linked}>
          <IconLink size={18} aria-hidden />
          <div>
            <strong>{t('guide.canBeLinked')}</strong> <Other {...linkedProcedure} onOpen={onOpen} />
          </div>
        </div>
      ) : null}

      <div className={classes.figures}>
        <Section title={t('procedure.timeLimit')}>
          <p className={classes.figure}>{describeLimit(t, timeLimit)}</p>
          {timeLimit.cutoff === undefined || timeLimit.note !== undefined ? null : <p>{t('guide.cutoff', { time: timeLimit.cutoff })}</p>}
          {timeLimit.maxExtended === undefined ? null : (
            <p>{t('guide.maxExtended', { limit: describeLimit(t, { value: timeLimit.maxExtended, unit: timeLimit.extendedUnit ?? (timeLimit.unit === 'same-day' ? 'working-day' : timeLimit.unit) }) })}</p>
          )}
          {timeLimit.note === undefined ? null : <p>{timeLimit.note}</p>}
        </Section>
        <Section title={t('dossier.fee')}>
          <p className={classes.figure}>{feeVnd === null ? t('fee.byProvince') : feeVnd === 0 ? t('fee.none') : formatMoney(feeVnd)}</p>
          {feeText === '' ? null : <p>{feeText}</p>}
        </Section>
      </div>
      <div className={classes.flow}>
        <Section title={t('procedure.flow')}>
          <FlowStrip flow={flow} />
        </Section>
      </div>
      <div className={classes.columns}>
        <div className={classes.papers}>
          {whoMayAsk === '' ? null : <TextSection title={t('procedure.whoMayAsk')} text={whoMayAsk} />}
          <Section title={t('guide.papers')} note={t('guide.papersCount', { n: documents.length })}>
            {documents.length === 0 ? <p>{t('reception.papers.none')}</p> : null}
            {required.length > 0 ? (
              <>
                <h4>{t('paper.required')}</h4>
                <Papers documents={required} from={1} />
              </>
            ) : null}
            {onlyIfNeeded.length > 0 ? (
              <>
                <h4>{t('guide.papersIfNeeded')}</h4>
                <Papers documents={onlyIfNeeded} from={required.length + 1} />
              </>
            ) : null}
          </Section>
        </div>
        <div className={classes.facts}>
          {onlineFiling === '' ? null : <TextSection title={t('procedure.onlineFiling')} text={onlineFiling} />}
          {commonMistakes.length === 0 ? null : (
            <Section title={t('procedure.commonMistakes')}>
              <ul className={classes.mistakes}>
                {commonMistakes.map((mistake) => (
                  <li key={mistake}>{mistake}</li>
                ))}
              </ul>
            </Section>
          )}
          {procedure.legalBasis === '' ? null : (
            <Section title={t('procedure.legalBasis')}>
              <ul className={classes.basis}>
                {procedure.legalBasis.split(';').map((text) => (
                  <li key={text}>{text.trim()}</li>
                ))}
              </ul>
            </Section>
          )}
          {aliases.length === 0 ? null : <TextSection title={t('procedure.aliases')} text={aliases.filter((alias) => !/^[\d.]+$/.test(alias)).join(', ')} />}
          <Section title={t('procedure.source')}>
            <p className={classes.quiet}>{procedure.source}</p>
            {procedure.confidence === 'general-knowledge' ? (
              <p className={classes.caution}>
                <IconAlertTriangle size={15} aria-hidden />
                {t('guide.unconfirmed')}
              </p>
            ) : null}
          </Section>
        </div>
      </div>
    </article>
  );
};

const Section = ({ title, note, children }: { title: string; note?: string; children: ReactNode }) => {
  const id = useId();
  return (
    <section className={classes.section} aria-labelledby={id}>
      <h3 id={id}>
        {title}
        {note === undefined ? null : <span>{note}</span>}
      </h3>
      {children}
    </section>
  );
};

const TextSection = ({ title, text }: { title: string; text: string }) => (
  <Section title={title}>
    <p>{text}</p>
  </Section>
);

const Papers = ({ documents, from }: { documents: Procedure['documents']; from: number }) => {
  const { t } = useTranslation();
  return (
    <ol className={classes.list} start={from}>
      {documents.map((document, index) => (
        <li key={document.key}>
          <span className={classes.number} aria-hidden>
            {from + index}
          </span>
          <div>
            <p className={classes.name}>{document.name}</p>
            <p className={classes.kind}>
              <span>{t(`guide.count.${document.kind}`, { n: document.quantity })}</span>
              {document.isReplaceableByData ? <Mark tone="good" icon={IconDatabase}>{t('guide.replaceable')}</Mark> : null}
              {document.mustDigitise ? <Mark tone="today" icon={IconScan}>{t('guide.mustDigitise')}</Mark> : null}
            </p>
            {document.note === '' ? null : <p className={classes.note}>{document.note}</p>}
          </div>
        </li>
      ))}
    </ol>
  );
};

const Other = ({ id, name, onOpen }: { id: string | null; name: string; onOpen: ((id: string) => void) | undefined }) =>
  id === null || onOpen === undefined ? (
    <span>{name}</span>
  ) : (
    <button type="button" className={classes.other} onClick={() => onOpen(id)}>
      {name}
    </button>
  );
