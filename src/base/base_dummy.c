int base_dummy(void); int base_dummy(void){return 0;}
