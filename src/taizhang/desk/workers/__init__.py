"""Workers: processes under limits, in which everything that counties send is opened."""
