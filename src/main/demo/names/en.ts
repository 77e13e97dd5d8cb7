import type { DemoNames } from './types.ts'

/** Names and places of the English demo tenant. */
export const en: DemoNames = {
  companyEndings: ['Ltd', 'plc', 'Group', 'Partners', '& Sons', 'Works'],
  companyHeads: [
    ...['Ashford', 'Bramley', 'Calder', 'Dunmore', 'Elmwood', 'Fairhaven', 'Granby'],
    ...['Hartwell', 'Ingleby', 'Kestrel', 'Langdale', 'Marlowe', 'Northgate', 'Oakridge'],
    ...['Pembroke', 'Redcliffe', 'Stanmore', 'Thornbury', 'Upton', 'Westbrook'],
  ],
  companyTrades: ['Engineering', 'Logistics', 'Packaging', 'Foods', 'Energy', 'Textiles', 'Optics'],
  firstNames: [
    ...['Amelia', 'Benjamin', 'Charlotte', 'Daniel', 'Eleanor', 'Finley', 'Grace'],
    ...['Harriet', 'Isaac', 'Jasmine', 'Kieran', 'Lucy', 'Mohammed', 'Nina', 'Oliver'],
    ...['Priya', 'Quentin', 'Rebecca', 'Samuel', 'Theresa', 'Uma', 'Violet', 'William'],
  ],
  industries: ['Manufacturing', 'Logistics', 'Food', 'Energy', 'Health', 'Retail', 'Software'],
  jobTitles: [
    ...['Purchasing Manager', 'Managing Director', 'Plant Manager', 'Head of IT'],
    ...['Operations Lead', 'Finance Director', 'Project Engineer', 'Office Manager'],
  ],
  lastNames: [
    ...['Abbott', 'Barker', 'Chowdhury', 'Davies', 'Ellis', 'Fletcher', 'Grant', 'Hughes'],
    ...['Iqbal', 'Jenkins', 'Khan', 'Lawson', 'Mitchell', 'Norris', 'O’Brien', 'Palmer'],
    ...['Quinn', 'Robertson', 'Sinclair', 'Turner', 'Underwood', 'Walsh', 'Young'],
  ],
  lostReasons: [
    'Price',
    'Chose a competitor',
    'No budget this year',
    'Project stopped',
    'No answer',
  ],
  phonePrefix: '+44 20 7946 0',
  places: [
    { city: 'London', country: 'United Kingdom', postalCode: 'EC1A 1BB', region: 'Greater London' },
    { city: 'Manchester', country: 'United Kingdom', postalCode: 'M1 1AE', region: 'England' },
    { city: 'Bristol', country: 'United Kingdom', postalCode: 'BS1 4DJ', region: 'England' },
    { city: 'Glasgow', country: 'United Kingdom', postalCode: 'G1 1XQ', region: 'Scotland' },
    { city: 'Cardiff', country: 'United Kingdom', postalCode: 'CF10 1EP', region: 'Wales' },
    { city: 'Dublin', country: 'Ireland', postalCode: 'D02 AF30', region: 'Leinster' },
  ],
  products: [
    { name: 'Hydraulic press HP-20', price: 1_849_000, series: 'Presses' },
    { name: 'Hydraulic press HP-50', price: 4_290_000, series: 'Presses' },
    { name: 'Conveyor module, 2 m', price: 215_000, series: 'Conveyors' },
    { name: 'Conveyor module, 4 m', price: 389_000, series: 'Conveyors' },
    { name: 'Sorting gate', price: 128_500, series: 'Conveyors' },
    { name: 'Air compressor C7', price: 764_000, series: 'Compressed air' },
    { name: 'Air dryer D3', price: 231_900, series: 'Compressed air' },
    { name: 'Filter cartridge', price: 4_250, series: 'Spare parts' },
    { name: 'Drive belt', price: 8_790, series: 'Spare parts' },
    { name: 'Installation, day rate', price: 96_000, series: 'Services' },
    { name: 'Maintenance plan, one year', price: 340_000, series: 'Services' },
    { name: 'Operator training', price: 145_000, series: 'Services' },
  ],
  reps: ['Dana Whitfield', 'Edgar Poole', 'Fiona Marsh', 'Gareth Lowe', 'Hannah Price'],
  repTitle: 'Account Executive',
  streets: [
    'High Street',
    'Mill Lane',
    'Station Road',
    'Park Avenue',
    'Bridge Street',
    'Kings Way',
  ],
  streetPattern: '{number} {street}',
}
