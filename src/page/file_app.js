// The page as one file, with its data in it.

import {embeddedPart} from './embedded.js';
import {FileSource} from './file_source.js';
import {openPage} from './open_page.js';

openPage(new FileSource(embeddedPart));
