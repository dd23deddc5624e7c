/** Countries to come from: names that are common there (in Latin letters, as a passport has them), cities, postal codes. */

export type Country = {
  /** ISO 3166-1 alpha-2. */
  readonly code: string
  readonly name: string
  readonly female: readonly string[]
  readonly male: readonly string[]
  /** Where a family name has two forms, `male/female`. */
  readonly family: readonly string[]
  /** Cities with the form of their postal codes: `#` is a digit, `?` a letter. */
  readonly cities: readonly (readonly [name: string, postalCode: string])[]
}

export const COUNTRIES: readonly Country[] = [
  {
    code: 'AR',
    name: 'Argentina',
    female: ['Sofia', 'Valentina', 'Martina', 'Camila', 'Lucia', 'Florencia'],
    male: ['Mateo', 'Santiago', 'Joaquin', 'Facundo', 'Tomas', 'Nicolas'],
    family: ['Gonzalez', 'Rodriguez', 'Fernandez', 'Lopez', 'Diaz', 'Romero', 'Sosa', 'Acosta'],
    cities: [
      ['Buenos Aires', 'C1###???'],
      ['Cordoba', 'X50##???'],
      ['Rosario', 'S20##???'],
    ],
  },
  {
    code: 'AT',
    name: 'Austria',
    female: ['Anna', 'Lena', 'Katharina', 'Johanna', 'Theresa', 'Magdalena'],
    male: ['Lukas', 'Florian', 'Stefan', 'Matthias', 'Dominik', 'Johannes'],
    family: ['Gruber', 'Huber', 'Wagner', 'Pichler', 'Moser', 'Steiner', 'Hofer', 'Leitner'],
    cities: [
      ['Vienna', '1##0'],
      ['Graz', '80#0'],
      ['Salzburg', '502#'],
    ],
  },
  {
    code: 'AU',
    name: 'Australia',
    female: ['Charlotte', 'Olivia', 'Matilda', 'Ruby', 'Zoe', 'Georgia'],
    male: ['Jack', 'Oliver', 'Lachlan', 'Cooper', 'Angus', 'Mitchell'],
    family: ['Smith', 'Jones', 'Williams', 'Brown', 'Taylor', 'Walker', 'Kelly', 'Harris'],
    cities: [
      ['Sydney', '20##'],
      ['Melbourne', '30##'],
      ['Perth', '60##'],
    ],
  },
  {
    code: 'BR',
    name: 'Brazil',
    female: ['Ana', 'Beatriz', 'Larissa', 'Juliana', 'Fernanda', 'Gabriela'],
    male: ['Joao', 'Pedro', 'Rafael', 'Thiago', 'Gustavo', 'Felipe'],
    family: ['Silva', 'Santos', 'Oliveira', 'Souza', 'Pereira', 'Costa', 'Almeida', 'Ribeiro'],
    cities: [
      ['Sao Paulo', '01###-###'],
      ['Rio de Janeiro', '20###-###'],
      ['Curitiba', '80###-###'],
    ],
  },
  {
    code: 'CA',
    name: 'Canada',
    female: ['Emma', 'Chloe', 'Madison', 'Hannah', 'Audrey', 'Claire'],
    male: ['Liam', 'Noah', 'Ethan', 'Logan', 'Owen', 'Samuel'],
    family: ['Tremblay', 'Martin', 'Roy', 'Campbell', 'MacDonald', 'Gagnon', 'Wilson', 'Bouchard'],
    cities: [
      ['Toronto', 'M#N #K#'],
      ['Vancouver', 'V#K #T#'],
      ['Montreal', 'H#X #L#'],
    ],
  },
  {
    code: 'CZ',
    name: 'Czechia',
    female: ['Tereza', 'Eliska', 'Adela', 'Karolina', 'Lucie', 'Veronika'],
    male: ['Jakub', 'Jan', 'Tomas', 'Vojtech', 'Ondrej', 'Petr'],
    family: [
      'Novak/Novakova',
      'Svoboda/Svobodova',
      'Dvorak/Dvorakova',
      'Cerny/Cerna',
      'Kucera/Kucerova',
      'Horak/Horakova',
    ],
    cities: [
      ['Prague', '1#0 00'],
      ['Brno', '60# 00'],
      ['Plzen', '30# 00'],
    ],
  },
  {
    code: 'DE',
    name: 'Germany',
    female: ['Hannah', 'Lea', 'Marie', 'Laura', 'Julia', 'Franziska'],
    male: ['Leon', 'Jonas', 'Felix', 'Maximilian', 'Niklas', 'Tobias'],
    family: ['Mueller', 'Schmidt', 'Schneider', 'Fischer', 'Weber', 'Becker', 'Hoffmann', 'Koch'],
    cities: [
      ['Berlin', '10###'],
      ['Hamburg', '20###'],
      ['Munich', '80###'],
    ],
  },
  {
    code: 'DK',
    name: 'Denmark',
    female: ['Freja', 'Ida', 'Emma', 'Sofie', 'Mathilde', 'Astrid'],
    male: ['Magnus', 'Oscar', 'Frederik', 'Mikkel', 'Rasmus', 'Anders'],
    family: ['Nielsen', 'Jensen', 'Hansen', 'Pedersen', 'Andersen', 'Christensen', 'Larsen'],
    cities: [
      ['Copenhagen', '1###'],
      ['Aarhus', '8000'],
      ['Odense', '5000'],
    ],
  },
  {
    code: 'EE',
    name: 'Estonia',
    female: ['Liis', 'Kadri', 'Maarja', 'Kristiina', 'Anneli', 'Triin'],
    male: ['Rasmus', 'Martin', 'Kristjan', 'Siim', 'Tanel', 'Marko'],
    family: ['Tamm', 'Saar', 'Sepp', 'Kask', 'Kukk', 'Rebane', 'Ilves'],
    cities: [
      ['Tallinn', '10###'],
      ['Tartu', '50###'],
      ['Parnu', '800##'],
    ],
  },
  {
    code: 'ES',
    name: 'Spain',
    female: ['Carmen', 'Paula', 'Alba', 'Marta', 'Elena', 'Irene'],
    male: ['Pablo', 'Alvaro', 'Javier', 'Sergio', 'Diego', 'Adrian'],
    family: ['Garcia', 'Martinez', 'Sanchez', 'Perez', 'Gomez', 'Moreno', 'Alonso', 'Navarro'],
    cities: [
      ['Madrid', '280##'],
      ['Barcelona', '080##'],
      ['Valencia', '460##'],
    ],
  },
  {
    code: 'FI',
    name: 'Finland',
    female: ['Aino', 'Helmi', 'Venla', 'Sanna', 'Johanna', 'Kaisa'],
    male: ['Eino', 'Oskari', 'Juho', 'Antti', 'Ville', 'Mikko'],
    family: ['Korhonen', 'Virtanen', 'Makinen', 'Nieminen', 'Hamalainen', 'Laine', 'Koskinen'],
    cities: [
      ['Helsinki', '00##0'],
      ['Tampere', '33##0'],
      ['Turku', '20##0'],
    ],
  },
  {
    code: 'FR',
    name: 'France',
    female: ['Camille', 'Manon', 'Lea', 'Juliette', 'Pauline', 'Margaux'],
    male: ['Hugo', 'Louis', 'Antoine', 'Julien', 'Mathieu', 'Baptiste'],
    family: ['Bernard', 'Dubois', 'Moreau', 'Laurent', 'Lefebvre', 'Girard', 'Fournier', 'Mercier'],
    cities: [
      ['Paris', '750##'],
      ['Lyon', '6900#'],
      ['Marseille', '1300#'],
    ],
  },
  {
    code: 'GB',
    name: 'United Kingdom',
    female: ['Amelia', 'Isla', 'Poppy', 'Emily', 'Jessica', 'Eleanor'],
    male: ['George', 'Harry', 'Alfie', 'Thomas', 'Callum', 'Edward'],
    family: ['Taylor', 'Davies', 'Evans', 'Roberts', 'Wright', 'Thompson', 'Hughes', 'Clarke'],
    cities: [
      ['London', 'SW# #AA'],
      ['Manchester', 'M# #BD'],
      ['Edinburgh', 'EH# #DG'],
    ],
  },
  {
    code: 'GE',
    name: 'Georgia',
    female: ['Nino', 'Mariam', 'Tamar', 'Salome', 'Ketevan', 'Natia'],
    male: ['Giorgi', 'Luka', 'Davit', 'Levan', 'Irakli', 'Zurab'],
    family: ['Beridze', 'Kapanadze', 'Gelashvili', 'Lomidze', 'Maisuradze', 'Tsiklauri'],
    cities: [
      ['Tbilisi', '01##'],
      ['Batumi', '60##'],
      ['Kutaisi', '46##'],
    ],
  },
  {
    code: 'IE',
    name: 'Ireland',
    female: ['Aoife', 'Niamh', 'Ciara', 'Saoirse', 'Grainne', 'Orla'],
    male: ['Conor', 'Sean', 'Cian', 'Darragh', 'Eoin', 'Padraig'],
    family: ['Murphy', 'Kelly', 'Byrne', 'Ryan', 'Walsh', 'Doyle', 'Gallagher', 'Brennan'],
    cities: [
      ['Dublin', 'D0# X#Y#'],
      ['Cork', 'T12 X#Y#'],
      ['Galway', 'H91 X#Y#'],
    ],
  },
  {
    code: 'IN',
    name: 'India',
    female: ['Ananya', 'Priya', 'Kavya', 'Meera', 'Neha', 'Shreya'],
    male: ['Arjun', 'Rahul', 'Vikram', 'Rohan', 'Aditya', 'Karan'],
    family: ['Sharma', 'Patel', 'Gupta', 'Reddy', 'Iyer', 'Mehta', 'Nair', 'Joshi'],
    cities: [
      ['Mumbai', '4000##'],
      ['New Delhi', '1100##'],
      ['Chennai', '6000##'],
    ],
  },
  {
    code: 'IT',
    name: 'Italy',
    female: ['Giulia', 'Chiara', 'Francesca', 'Martina', 'Alessia', 'Elisa'],
    male: ['Lorenzo', 'Matteo', 'Alessandro', 'Davide', 'Simone', 'Giacomo'],
    family: ['Rossi', 'Russo', 'Ferrari', 'Esposito', 'Bianchi', 'Romano', 'Colombo', 'Ricci'],
    cities: [
      ['Rome', '001##'],
      ['Milan', '201##'],
      ['Turin', '101##'],
    ],
  },
  {
    code: 'JP',
    name: 'Japan',
    female: ['Yui', 'Sakura', 'Hina', 'Aoi', 'Misaki', 'Haruka'],
    male: ['Haruto', 'Sota', 'Kenta', 'Daiki', 'Takumi', 'Ryota'],
    family: ['Sato', 'Suzuki', 'Takahashi', 'Tanaka', 'Watanabe', 'Ito', 'Yamamoto', 'Kobayashi'],
    cities: [
      ['Tokyo', '1##-00##'],
      ['Osaka', '53#-00##'],
      ['Kyoto', '60#-80##'],
    ],
  },
  {
    code: 'MX',
    name: 'Mexico',
    female: ['Ximena', 'Regina', 'Daniela', 'Mariana', 'Fernanda', 'Andrea'],
    male: ['Emiliano', 'Diego', 'Leonardo', 'Alejandro', 'Ricardo', 'Eduardo'],
    family: ['Hernandez', 'Garcia', 'Martinez', 'Lopez', 'Ramirez', 'Flores', 'Vargas', 'Mendoza'],
    cities: [
      ['Mexico City', '06###'],
      ['Guadalajara', '44###'],
      ['Monterrey', '64###'],
    ],
  },
  {
    code: 'NL',
    name: 'Netherlands',
    female: ['Sanne', 'Lotte', 'Fleur', 'Anouk', 'Femke', 'Maud'],
    male: ['Daan', 'Sem', 'Bram', 'Thijs', 'Ruben', 'Jasper'],
    family: ['de Jong', 'Jansen', 'de Vries', 'Bakker', 'Visser', 'Smit', 'Mulder', 'Bos'],
    cities: [
      ['Amsterdam', '101# ??'],
      ['Rotterdam', '301# ??'],
      ['Utrecht', '351# ??'],
    ],
  },
  {
    code: 'PL',
    name: 'Poland',
    female: ['Zuzanna', 'Maja', 'Agnieszka', 'Katarzyna', 'Magdalena', 'Ewa'],
    male: ['Jakub', 'Piotr', 'Michal', 'Krzysztof', 'Marcin', 'Pawel'],
    family: [
      'Nowak',
      'Kowalski/Kowalska',
      'Wisniewski/Wisniewska',
      'Wojcik',
      'Kaminski/Kaminska',
      'Zielinski/Zielinska',
    ],
    cities: [
      ['Warsaw', '00-###'],
      ['Krakow', '30-###'],
      ['Gdansk', '80-###'],
    ],
  },
  {
    code: 'PT',
    name: 'Portugal',
    female: ['Matilde', 'Leonor', 'Ines', 'Mariana', 'Catarina', 'Rita'],
    male: ['Rodrigo', 'Martim', 'Afonso', 'Tiago', 'Diogo', 'Miguel'],
    family: ['Ferreira', 'Carvalho', 'Rodrigues', 'Martins', 'Fonseca', 'Teixeira', 'Correia'],
    cities: [
      ['Lisbon', '11##-###'],
      ['Porto', '40##-###'],
      ['Braga', '47##-###'],
    ],
  },
  {
    code: 'SE',
    name: 'Sweden',
    female: ['Alva', 'Ebba', 'Linnea', 'Maja', 'Elsa', 'Karin'],
    male: ['Axel', 'Erik', 'Gustav', 'Viktor', 'Nils', 'Anton'],
    family: ['Andersson', 'Johansson', 'Karlsson', 'Nilsson', 'Eriksson', 'Lindberg', 'Bergstrom'],
    cities: [
      ['Stockholm', '11# ##'],
      ['Gothenburg', '41# ##'],
      ['Malmo', '21# ##'],
    ],
  },
  {
    code: 'SG',
    name: 'Singapore',
    female: ['Mei Ling', 'Hui Min', 'Xin Yi', 'Li Ting', 'Jia Hui', 'Wei Ling'],
    male: ['Wei Jie', 'Jun Hao', 'Zhi Wei', 'Kai Ming', 'Yong Sheng', 'Jia Jun'],
    family: ['Tan', 'Lim', 'Lee', 'Ng', 'Wong', 'Goh', 'Chua', 'Ong'],
    cities: [['Singapore', '5#####']],
  },
  {
    code: 'UA',
    name: 'Ukraine',
    female: ['Olena', 'Oksana', 'Iryna', 'Nataliia', 'Yuliia', 'Solomiia'],
    male: ['Andrii', 'Oleksandr', 'Dmytro', 'Taras', 'Bohdan', 'Yurii'],
    family: ['Shevchenko', 'Kovalenko', 'Bondarenko', 'Tkachenko', 'Kravchenko', 'Melnyk', 'Koval', 'Boiko'],
    cities: [
      ['Kyiv', '01###'],
      ['Lviv', '79###'],
      ['Odesa', '65###'],
    ],
  },
  {
    code: 'US',
    name: 'United States',
    female: ['Olivia', 'Ava', 'Abigail', 'Grace', 'Natalie', 'Brooke'],
    male: ['William', 'James', 'Benjamin', 'Henry', 'Tyler', 'Nathan'],
    family: ['Johnson', 'Miller', 'Davis', 'Anderson', 'Thomas', 'Jackson', 'White', 'Turner'],
    cities: [
      ['New York', '100##'],
      ['Chicago', '606##'],
      ['Seattle', '981##'],
    ],
  },
]

/** By code or by name, in any case. */
export function findCountry(text: string): Country | undefined {
  const wanted = text.toLowerCase()
  return COUNTRIES.find((country) => country.code.toLowerCase() === wanted || country.name.toLowerCase() === wanted)
}
