#ifndef HOGVEC_LAYOUT_PRINCIPAL_H_
#define HOGVEC_LAYOUT_PRINCIPAL_H_

#include <cstddef>
#include <vector>

#include "hogvec/layout.h"
#include "query/searched_rows.h"

namespace hogvec {

// The first two principal components of the unit vectors, scaled to a standard deviation of 1 along
// the first: found from up to 10,000 rows, spread evenly over all. Rows without a direction are at
// the origin. Each axis points to where its largest loading is positive, so that the same vectors
// give the same picture. The same for any number of threads.
std::vector<MapPoint> PrincipalComponents(const SearchedRows& rows, std::size_t threads);

}  // namespace hogvec

#endif  // HOGVEC_LAYOUT_PRINCIPAL_H_
