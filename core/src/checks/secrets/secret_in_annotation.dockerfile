# bad: labels are part of the image
FROM scratch
LABEL com.clinic.token=9fQ2-xk81-Lmz0-77aa #~ label `com.clinic.token` contains a credential
---
# good: a label that describes the image
FROM scratch
LABEL com.clinic.title="ward"
