#ifndef HOGVEC_HOGVEC_H_
#define HOGVEC_HOGVEC_H_

// All of the library.

#include "hogvec/corpus.h"
#include "hogvec/embedding_table.h"
#include "hogvec/error.h"
#include "hogvec/evaluation.h"
#include "hogvec/fit_subwords.h"
#include "hogvec/graph_index.h"
#include "hogvec/kept_text.h"
#include "hogvec/kernels.h"
#include "hogvec/layout.h"
#include "hogvec/mapped_vectors.h"
#include "hogvec/model.h"
#include "hogvec/neighbours.h"
#include "hogvec/phrases.h"
#include "hogvec/recall.h"
#include "hogvec/replicas.h"
#include "hogvec/report.h"
#include "hogvec/row_id.h"
#include "hogvec/sentences.h"
#include "hogvec/subwords.h"
#include "hogvec/train.h"
#include "hogvec/train_options.h"
#include "hogvec/transform.h"
#include "hogvec/version.h"
#include "hogvec/vocabulary.h"
#include "hogvec/word_id.h"
#include "hogvec/word_index.h"
#include "hogvec/word_vectors.h"
#include "hogvec/words_view.h"

#endif  // HOGVEC_HOGVEC_H_
