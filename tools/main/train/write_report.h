#ifndef HOGVEC_MAIN_TRAIN_WRITE_REPORT_H_
#define HOGVEC_MAIN_TRAIN_WRITE_REPORT_H_

#include "hogvec/report.h"
#include "hogvec/train.h"
#include "main/train/summary.h"
#include "main/train/train_settings.h"

namespace hogvec {

// Completes what was recorded of a run with its outcome, scores the vectors on the test sets, and
// writes the page. Takes the result, whose rows it scales. Throws as AtomicFile does, and as
// ScorePairs and ScoreAnalogies do.
void WriteReport(const TrainSettings& settings, const RunReport& report, RunRecord record,
                 TrainResult result);

}  // namespace hogvec

#endif  // HOGVEC_MAIN_TRAIN_WRITE_REPORT_H_
