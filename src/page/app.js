// The page of hogvec-explore.

import {openPage} from './open_page.js';
import {ServerSource} from './source.js';

openPage(new ServerSource());
