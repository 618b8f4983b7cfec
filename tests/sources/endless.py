"""Never answers: started as a child process by `test_reader`."""

import time

while True:
    time.sleep(1)
