import { isoVietnamTime } from '../../signing/signature-mark.ts';
import type { PaperFacts } from './paper-facts.ts';

/** What is said of a file in both of its places, the information dictionary and the metadata, must be the same (ISO 19005-2, 6.6.3). */
export type FileFacts = { paper: PaperFacts; program: string; /** UTC milliseconds. */ madeAt: number; /** The least of its pages. */ dpi: number };

/** Our own properties are described in the file itself, as PDF/A asks (ISO 19005-2, 6.6.2.3). */
const properties = [
  { name: 'typeCode', type: 'Text', description: 'Mã loại giấy tờ' },
  { name: 'number', type: 'Text', description: 'Số, ký hiệu' },
  { name: 'issuedBy', type: 'Text', description: 'Cơ quan ban hành' },
  { name: 'issuedOn', type: 'Date', description: 'Ngày ban hành' },
  { name: 'validUntil', type: 'Date', description: 'Có giá trị đến ngày' },
  { name: 'isPermanent', type: 'Boolean', description: 'Có giá trị vĩnh viễn' },
  { name: 'ownerName', type: 'Text', description: 'Chủ giấy tờ' },
  { name: 'ownerNumber', type: 'Text', description: 'Số định danh của chủ giấy tờ' },
  { name: 'dossierCode', type: 'Text', description: 'Mã hồ sơ' },
  { name: 'procedureCode', type: 'Text', description: 'Mã thủ tục hành chính' },
  { name: 'agency', type: 'Text', description: 'Cơ quan số hóa' },
  { name: 'digitisedBy', type: 'Text', description: 'Người số hóa' },
  { name: 'digitisedAt', type: 'Date', description: 'Thời gian số hóa' },
  { name: 'resolution', type: 'Integer', description: 'Độ phân giải (dpi)' },
] as const;

type Property = (typeof properties)[number]['name'];

const namespace = 'urn:quay-mot-cua:giay-to-so-hoa:1#';
const prefix = 'giayto';

/** A packet of the XMP specification, UTF-8. */
export const xmpOf = ({ paper, program, madeAt, dpi }: FileFacts): string => {
  const made = isoVietnamTime(madeAt);
  const values: Record<Property, string> = {
    typeCode: paper.typeCode,
    number: paper.number,
    issuedBy: paper.issuedBy,
    issuedOn: paper.issuedOn,
    validUntil: paper.validUntil,
    isPermanent: paper.isPermanent ? 'True' : '',
    ownerName: paper.ownerName,
    ownerNumber: paper.ownerNumber,
    dossierCode: paper.dossierCode,
    procedureCode: paper.procedureCode,
    agency: paper.agency,
    digitisedBy: paper.digitisedBy,
    digitisedAt: isoVietnamTime(paper.digitisedAt),
    resolution: String(Math.round(dpi)),
  };
  const said = properties.filter(({ name }) => values[name] !== '');
  return [
    '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    '<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"><pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description>',
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">',
    '<dc:format>application/pdf</dc:format>',
    `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escaped(paper.title)}</rdf:li></rdf:Alt></dc:title>`,
    ...(paper.agency === '' ? [] : [`<dc:creator><rdf:Seq><rdf:li>${escaped(paper.agency)}</rdf:li></rdf:Seq></dc:creator>`]),
    '<dc:language><rdf:Bag><rdf:li>vi-VN</rdf:li></rdf:Bag></dc:language>',
    '</rdf:Description>',
    `<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"><xmp:CreatorTool>${escaped(program)}</xmp:CreatorTool><xmp:CreateDate>${made}</xmp:CreateDate><xmp:ModifyDate>${made}</xmp:ModifyDate><xmp:MetadataDate>${made}</xmp:MetadataDate></rdf:Description>`,
    `<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"><pdf:Producer>${escaped(program)}</pdf:Producer></rdf:Description>`,
    `<rdf:Description rdf:about="" xmlns:${prefix}="${namespace}">`,
    ...said.map(({ name }) => `<${prefix}:${name}>${escaped(values[name])}</${prefix}:${name}>`),
    '</rdf:Description>',
    '<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">',
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">',
    `<pdfaSchema:schema>Giấy tờ số hóa tại Bộ phận Một cửa</pdfaSchema:schema><pdfaSchema:namespaceURI>${namespace}</pdfaSchema:namespaceURI><pdfaSchema:prefix>${prefix}</pdfaSchema:prefix>`,
    '<pdfaSchema:property><rdf:Seq>',
    ...said.map(
      ({ name, type, description }) =>
        `<rdf:li rdf:parseType="Resource"><pdfaProperty:name>${name}</pdfaProperty:name><pdfaProperty:valueType>${type}</pdfaProperty:valueType><pdfaProperty:category>external</pdfaProperty:category><pdfaProperty:description>${description}</pdfaProperty:description></rdf:li>`,
    ),
    '</rdf:Seq></pdfaSchema:property>',
    '</rdf:li></rdf:Bag></pdfaExtension:schemas>',
    '</rdf:Description>',
    '</rdf:RDF>',
    '</x:xmpmeta>',
    '<?xpacket end="r"?>',
  ].join('\n');
};

/** Also without what XML cannot hold at all. */
const escaped = (text: string): string =>
  text
    .normalize('NFC')
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
